import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FixContent } from '../../src/errors.ts';
import { dedupeKey } from '../../src/inbox/dedupe-key.ts';
import { parseCallbackXml, recordsAt, textAt } from '../../src/inbox/parse-callback-xml.ts';

const refusal = (text: string) => {
  try {
    parseCallbackXml(text);
    return null;
  } catch (error) {
    return error instanceof FixContent ? error.code : error;
  }
};

describe('a pushed XML', () => {
  it('is read as texts: ids of 64 bits keep every digit, CDATA and entities are resolved', () => {
    const xml =
      '<xml><MsgId>18446744073709551615</MsgId><Content><![CDATA[ 办<事>&大厅 ]]></Content><A>&lt;&amp;</A></xml>';
    const record = parseCallbackXml(xml);
    expect(textAt(record, 'MsgId')).toBe('18446744073709551615');
    expect(textAt(record, 'Content')).toBe('办<事>&大厅');
    expect(textAt(record, 'A')).toBe('<&');
    expect(textAt(record, 'Missing', 'deeper')).toBe('');
  });

  it('gives a list of one like a list of two, and nothing for a list of white space', () => {
    const list = (items: string) => `<xml><R><Count>1</Count><ResultList>${items}</ResultList></R></xml>`;
    const items = (text: string) => recordsAt(parseCallbackXml(list(text)), 'R', 'ResultList', 'item');
    expect(items('<item><i>1</i></item>').map((r) => textAt(r, 'i'))).toEqual(['1']);
    expect(items('<item><i>1</i></item><item><i>2</i></item>')).toHaveLength(2);
    expect(items('\n\n')).toEqual([]);
    expect(recordsAt(parseCallbackXml('<xml><a>1</a></xml>'), 'R', 'ResultList', 'item')).toEqual([]);
  });

  it('takes a DOCTYPE that a citizen wrote, since it stands in CDATA', () => {
    const said = '<!DOCTYPE x [<!ENTITY a "b">]>&a;';
    expect(textAt(parseCallbackXml(`<xml><Content><![CDATA[${said}]]></Content></xml>`), 'Content')).toBe(said);
  });

  it('refuses a bomb of entities before anything grows', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "${'x'.repeat(1000)}">${Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY a${i} "${`&a${i ? i - 1 : ''};`.repeat(10)}">`,
    ).join('')}]><xml><Content>&a8;</Content></xml>`;
    expect(refusal(bomb)).toBe('callback-xml-doctype');
    expect(refusal('<!doctype xml SYSTEM "file:///etc/passwd"><xml><a>1</a></xml>')).toBe('callback-xml-doctype');
  });

  it('refuses what is too long or too deep', () => {
    expect(refusal(`<xml><a>${'x'.repeat(300_000)}</a></xml>`)).toBe('callback-xml-long');
    expect(refusal(`<xml>${'<a>'.repeat(9000)}${'</a>'.repeat(9000)}</xml>`)).toBe('callback-xml-deep');
  });

  it.each([
    '',
    'hello',
    '{"MsgType":"text"}',
    '<xml><a></xml>',
    '<xml><a>1</a></xml><xml/>',
    '<xml></xml>',
    '<json><a>1</a></json>',
    '<xml><__proto__><x>1</x></__proto__></xml>',
  ])('refuses %s', (text) => {
    expect(refusal(text)).toBe('callback-xml');
  });

  it('never does anything but read or refuse, whatever comes', () => {
    const piece = fc.constantFrom(
      '<xml>',
      '</xml>',
      '<a>',
      '</a>',
      '<![CDATA[',
      ']]>',
      '&amp;',
      '&',
      '<',
      '>',
      '字',
      '<!--',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect([null, 'callback-xml']).toContain(refusal(pieces.join('')));
      }),
    );
  });
});

describe('the key of a push', () => {
  const key = (inner: string) => dedupeKey(parseCallbackXml(`<xml>${inner}</xml>`));
  const from = '<FromUserName>o1</FromUserName><CreateTime>1763700000</CreateTime>';

  it('is the MsgId of a message and nothing else', () => {
    expect(key(`${from}<MsgType>text</MsgType><MsgId>7</MsgId>`)).toBe('msg:7');
    expect(key('<MsgType>text</MsgType><MsgId>7</MsgId><Content>x</Content>')).toBe('msg:7');
  });

  it('tells two events of one second apart by name, job and key', () => {
    const event = (inner: string) => key(`${from}<MsgType>event</MsgType>${inner}`);
    const keys = [
      event('<Event>PUBLISHJOBFINISH</Event><PublishEventInfo><publish_id>1</publish_id></PublishEventInfo>'),
      event('<Event>PUBLISHJOBFINISH</Event><PublishEventInfo><publish_id>2</publish_id></PublishEventInfo>'),
      event('<Event>MASSSENDJOBFINISH</Event><MsgID>1</MsgID>'),
      event('<Event>MASSSENDJOBFINISH</Event><MsgID>2</MsgID>'),
      event('<Event>CLICK</Event><EventKey>a</EventKey>'),
      event('<Event>CLICK</Event><EventKey>b</EventKey>'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(event('<Event>click</Event><EventKey>a</EventKey>')).toBe(keys[4]);
  });

  it('of a message without MsgId is its whole text', () => {
    const message = (text: string) => key(`${from}<MsgType>text</MsgType><Content>${text}</Content>`);
    expect(message('a')).toBe(message('a'));
    expect(message('a')).not.toBe(message('b'));
  });
});
