import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../config/environment.ts';
import { Refused } from '../errors.ts';
import { answerCompose, type ComposeAnswer } from '../posts/answer-compose.ts';
import { readComposing } from '../posts/composing.ts';
import type { FetchBytes } from '../posts/fetch-images.ts';
import { checkPost, readChecking } from '../review/checks/checks.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';

/** `govcast compose FILE`: what a Markdown post, an extracted page or a bundle becomes; needs no database. */
export const composeCommand: AddCommand = (program, cli) => {
  program
    .command('compose <file>')
    .description('composes a Markdown post, an extracted item or a bundle, and lists what is wrong with it')
    .option('--channel <kind>', 'form for a kind of channel: wechat, wecom-robot, plain')
    .option('--preview <out>', 'writes one self-contained HTML that shows the articles as a phone does')
    .option('--office <name>', 'name of the office that publishes, author and cover line', '')
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast compose content/posts/notice.md --preview notice.html')
    .action((file: string, options: { channel?: string; preview?: string; office: string; json?: boolean }) =>
      cli.run(options.json, async () => {
        const { contentFolder } = readEnvironment();
        const composing = readComposing(contentFolder, { name: options.office, telephone: null });
        const checking = readChecking(contentFolder, composing.limits);
        const composed = await answerCompose(file, {
          composing,
          fetchBytes: noNetwork,
          check: (post) => checkPost(post, checking),
          coverFolder: join(tmpdir(), 'govcast-covers'),
          ...(options.channel === undefined ? {} : { channel: options.channel }),
          ...(options.preview === undefined ? {} : { preview: options.preview }),
        });
        return { object: composed, text: () => printed(composed) };
      }),
    );
};

/** The command works without the network: pictures on the web are reported, not fetched. */
const noNetwork: FetchBytes = async (url) => {
  throw new Refused({
    code: 'no-network',
    message: `compose does not fetch ${url}`,
    place: url,
    remedy: 'Put the picture beside the file, or compose from the database.',
  });
};

function printed({ articles, findings }: ComposeAnswer): string {
  const rows = articles.map((a, i) => [i + 1, a.title, [...a.digest].length, a.htmlCharacters, a.cover?.file ?? '']);
  const found = findings.map((f) => [f.severity, f.check, f.rule, f.excerpt.slice(0, 20), f.message]);
  return [
    table(['', 'title', 'digest', 'html', 'cover'], rows),
    table(['severity', 'check', 'rule', 'where', 'finding'], found, 'no findings'),
  ].join('\n');
}
