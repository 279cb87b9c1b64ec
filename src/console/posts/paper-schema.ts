/** What the paper can hold: the tags that the platform keeps, and nothing else. */
import { Extension, type Extensions, Mark } from '@tiptap/core';
import Image from '@tiptap/extension-image';
import { TableKit } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { FindingMarks } from './finding-marks.ts';

/** 落款 on the right and headings in the middle keep their place; there is no button that makes others. */
const Alignment = Extension.create({
  name: 'alignment',
  addGlobalAttributes: () => [
    {
      types: ['paragraph', 'heading', 'tableCell', 'tableHeader'],
      attributes: {
        align: {
          default: null,
          parseHTML: ({ dataset }) => (/^(?:center|right)$/.test(dataset.align ?? '') ? dataset.align : null),
          renderHTML: ({ align }) => (typeof align === 'string' ? { 'data-align': align } : {}),
        },
      },
    },
  ],
});

const Small = (name: 'sub' | 'sup') =>
  Mark.create({ name, parseHTML: () => [{ tag: name }], renderHTML: () => [name, 0] });

/** Only pictures of the house: any other address is left out when it is read. */
const StoredImage = Image.extend({
  parseHTML: () => [{ tag: 'img[src^="/api/v1/posts/pictures/"]' }],
});

export const paperSchema: Extensions = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    link: {
      openOnClick: false,
      autolink: false,
      linkOnPaste: true,
      // Pasted addresses end at a Chinese sign: it would become a part of them.
      shouldAutoLink: (address) => mayLink(address) && /^[!-~]+$/.test(address),
      protocols: ['mailto', 'tel'],
      HTMLAttributes: { target: null, rel: null },
    },
    dropcursor: { color: false, class: 'drop-here' },
    trailingNode: false,
  }),
  Alignment,
  Small('sub'),
  Small('sup'),
  StoredImage.configure({ inline: false, allowBase64: false }),
  TableKit.configure({ table: { resizable: false } }),
  FindingMarks,
];

/** Addresses that a link may have. */
export function mayLink(address: string): boolean {
  return /^(?:https?:\/\/[^\s/]+|mailto:\S|tel:\S)/i.test(address);
}
