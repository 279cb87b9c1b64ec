import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decryptMessage, encryptMessage, signParts } from '../../src/sandbox/callback-cipher.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFA';
const APPID = 'wx1234567890abcdef';
const MESSAGE = '<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好，办事大厅]]></Content></xml>';
const ENCRYPTED =
  '3z9AFL+w76fk+lP0hJsKHsZdlwCXvfw1zKUYmNbEQ5NMSHi8Hp/u+Xd9vN+Zyt0ZpniM2RC6Gs5eqwLYuIe3ZGnCvdd5x8qPCGhIktJzbRMxDE9t7d+cQQ9qsiyiq97LPdl1s5IIMSPDQpOGnG+VUakl9e068nNjtWC0rnBxw77iQNxRrr3C6xXPya7tp43t47bhMa0/N0uI2tRqZkelDg==';

test('signatures are those of the published samples', () => {
  expect(signParts('AAAAA', '1714037059', '486452656')).toBe('899cf89e464efb63f54ddac96b0a0a235f53aa78');
  expect(signParts('govcasttoken', '1763700000', '20261121')).toBe('e937f4b3e623de5a1061fed13b58a5366f215c1e');
  expect(signParts('govcasttoken', '1763700000', '20261121', ENCRYPTED)).toBe(
    'cf63c39a9a63e19126ba4bae5d25ad89c543fae7',
  );
});

test('a message is encrypted and decrypted as in the vector', () => {
  expect(encryptMessage(KEY, APPID, MESSAGE, Buffer.from('0123456789abcdef'))).toBe(ENCRYPTED);
  expect(decryptMessage(KEY, APPID, ENCRYPTED)).toBe(MESSAGE);
});

test('any message comes back as it was, and never for another account', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (xml) => {
      const encrypted = encryptMessage(KEY, APPID, xml);
      expect(Buffer.from(encrypted, 'base64').length % 32).toBe(0);
      expect(decryptMessage(KEY, APPID, encrypted)).toBe(xml);
      expect(decryptMessage(KEY, 'wx0000000000000000', encrypted)).toBeNull();
    }),
  );
});

test('a damaged or made-up text is null, not an exception', () => {
  fc.assert(
    fc.property(fc.base64String({ maxLength: 400 }), (text) => {
      expect(decryptMessage(KEY, APPID, text)).toBeNull();
    }),
  );
});
