import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decryptMessage,
  encryptMessage,
  encryptReply,
  signatureOf,
  verifySignature,
} from '../../../src/channels/wechat/callback-codec.ts';
import { Refused } from '../../../src/errors.ts';

const key = { appId: 'wx1234567890abcdef', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFA' };
const xml = '<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好，办事大厅]]></Content></xml>';
const encrypted =
  '3z9AFL+w76fk+lP0hJsKHsZdlwCXvfw1zKUYmNbEQ5NMSHi8Hp/u+Xd9vN+Zyt0ZpniM2RC6Gs5eqwLYuIe3ZGnCvdd5x8qPCGhIktJzbRMxDE9t7d+cQQ9qsiyiq97LPdl1s5IIMSPDQpOGnG+VUakl9e068nNjtWC0rnBxw77iQNxRrr3C6xXPya7tp43t47bhMa0/N0uI2tRqZkelDg==';
const timestamp = '1763700000';
const nonce = '20261121';

describe('signatures of callbacks', () => {
  it.each([
    ['AAAAA', '1714037059', '486452656', undefined, '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
    ['govcasttoken', timestamp, nonce, undefined, 'e937f4b3e623de5a1061fed13b58a5366f215c1e'],
    ['govcasttoken', timestamp, nonce, encrypted, 'cf63c39a9a63e19126ba4bae5d25ad89c543fae7'],
  ])('are those of the test vectors (%s, %s)', (token, at, once, body, signature) => {
    expect(signatureOf(token, at, once, body)).toBe(signature);
    const signed = { timestamp: at, nonce: once, signature, ...(body === undefined ? {} : { encrypted: body }) };
    expect(verifySignature(token, signed)).toBe(true);
  });

  it.each(['', 'e937', 'e937f4b3e623de5a1061fed13b58a5366f215c1f', 'é'.repeat(20)])('refuses %j', (signature) => {
    expect(verifySignature('govcasttoken', { timestamp, nonce, signature })).toBe(false);
  });
});

describe('encryption of callbacks', () => {
  it('is that of the test vector, both ways', () => {
    expect(encryptMessage(xml, key, Buffer.from('0123456789abcdef'))).toBe(encrypted);
    expect(decryptMessage(encrypted, key)).toBe(xml);
  });

  it('brings back any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (text, random) => {
          const whole = Buffer.from(text).toString('utf8');
          expect(decryptMessage(encryptMessage(whole, key, Buffer.from(random)), key)).toBe(whole);
        },
      ),
    );
  });

  it('refuses a push for another account, a broken one and one under another key', () => {
    const other = { ...key, appId: 'wx0000000000000009' };
    const wrongKey = { ...key, encodingAesKey: 'bcdefghijklmnopqrstuvwxyz0123456789ABCDEFGA' };
    const broken = [
      encrypted.slice(4),
      '',
      'AAAA',
      Buffer.alloc(32).toString('base64'),
      `${encrypted.slice(0, -8)}AAAAAA==`,
    ];
    expect(() => decryptMessage(encrypted, other)).toThrow(Refused);
    expect(() => decryptMessage(encrypted, wrongKey)).toThrow(Refused);
    for (const text of broken) expect(() => decryptMessage(text, key)).toThrow(Refused);
  });

  it('never fails otherwise than by refusing, whatever comes in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        try {
          decryptMessage(text, key);
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
        }
      }),
    );
  });

  it('signs an encrypted reply with its own time and nonce', () => {
    const fresh = { random: Buffer.from('fedcba9876543210'), timestamp: '1763700001', nonce: 'abc' };
    const reply = encryptReply(xml, { ...key, token: 'govcasttoken' }, fresh);
    const body = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(reply)?.[1] ?? '';
    expect(decryptMessage(body, key)).toBe(xml);
    expect(reply).toContain(signatureOf('govcasttoken', '1763700001', 'abc', body));
  });
});
