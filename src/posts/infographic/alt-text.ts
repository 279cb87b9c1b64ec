import type { Block, Infographic } from './infographic.ts';
import type { InfographicLabels } from './infographic-design.ts';

/**
 * Everything that stands on the picture, as text, a line each: for readers who cannot see it, and for the checks, which
 * cannot either.
 */
export function altText(infographic: Infographic, labels: InfographicLabels): string[] {
  const { title, number, issuer, blocks, source, confirmed_by: confirmed } = infographic;
  const lines = [
    `${labels.kicker}：${title}`,
    issuer && `${labels.issuer}：${issuer}`,
    number && `${labels.number}：${number}`,
    ...blocks.flatMap((block) => [`${block.heading}：`, ...linesOf(block), ('more' in block && block.more) || '']),
    source.title && `${labels.source}：${source.title}`,
    source.published_on && `${labels.publishedOn}：${source.published_on}`,
    source.url,
    labels.quoted,
    confirmed === '' ? labels.machine : '',
  ];
  return lines.filter((line) => line !== '');
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'callout':
      return [cited(block.text, block.from)];
    case 'figures':
      return block.cards.map(({ value, text, from }) => `${value}：${cited(text, from)}`);
    case 'list':
      return [
        ...(block.lead ? [block.lead] : []),
        ...block.items.map(({ title, text, from }, i) => `${i + 1}. ${title ? `${title}：` : ''}${cited(text, from)}`),
      ];
    case 'steps':
      return block.steps.map(({ text, limit, from }, i) => `${i + 1}. ${cited(text, from)}${limit ? ` ${limit}` : ''}`);
    case 'timeline':
      return block.points.map(({ when, text, from }) => `${when}：${cited(text, from)}`);
    case 'table':
      return [
        ...block.rows.map(({ label, value }) => `${label}：${value}`),
        ...(block.from ? [`（${block.from}）`] : []),
      ];
    case 'contacts':
      return block.lines.map(({ label, text }) => `${label}：${text}`);
  }
}

function cited(text: string, from: string): string {
  return from === '' ? text : `${text}（${from}）`;
}
