import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCoverLook } from '../config/cover-look.ts';
import { readEnvironment } from '../config/environment.ts';
import { Refused } from '../errors.ts';
import type { Govcast } from '../govcast.ts';
import { answerCompose, answerComposition, type ComposeAnswer, type ComposeAsked } from '../posts/answer-compose.ts';
import { storedPictures } from '../posts/asset-store.ts';
import { type Composing, readComposing } from '../posts/composing.ts';
import type { FetchBytes } from '../posts/fetch-images.ts';
import { loadHead } from '../posts/post-store.ts';
import { defaultTheme } from '../posts/theme.ts';
import { checkPost, readChecking } from '../review/checks/checks.ts';
import { postUnknown } from '../review/load-chain.ts';
import { idOf } from './arguments.ts';
import type { AddCommand } from './cli.ts';
import { table } from './terminal.ts';
import { withGovcast } from './with-govcast.ts';

/** `govcast compose FILE`: what a Markdown post, an extracted page or a bundle becomes, without a database; or a stored post. */
export const composeCommand: AddCommand = (program, cli) => {
  program
    .command('compose <what>')
    .description('composes a Markdown post, an extracted item, a bundle or post:ID, and lists what is wrong with it')
    .option('--channel <kind>', 'form for a kind of channel: wechat, weibo, wecom-robot, plain')
    .option('--preview <out>', 'writes one self-contained HTML that shows the articles as a phone does')
    .option('--office <name>', 'name of the office that publishes, author and cover line', '')
    .option(
      '--theme <name>',
      'look of the articles: a file of content/themes; post:ID has that of its office',
      defaultTheme,
    )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast compose content/posts/notice.md --theme red --preview notice.html')
    .action((what: string, options: Options) =>
      cli.run(options.json, async () => {
        const composed = what.startsWith('post:')
          ? await withGovcast(cli, (govcast) => composedPost(govcast, idOf('post', what), options))
          : await answerCompose(what, { ...asked(readingFor(options), options), fetchBytes: noNetwork });
        return { object: composed, text: () => printed(composed) };
      }),
    );
};

interface Options {
  channel?: string;
  preview?: string;
  office: string;
  theme: string;
  json?: boolean;
}

function readingFor({ office, theme }: Options): Composing {
  const { contentFolder, configFolder } = readEnvironment();
  return readComposing(contentFolder, { name: office, telephone: null, theme }, readCoverLook(configFolder));
}

function asked(composing: Composing, { channel, preview }: Options): Omit<ComposeAsked, 'fetchBytes'> {
  const checking = readChecking(readEnvironment().contentFolder, composing.limits);
  return {
    composing,
    check: (post) => checkPost(post, checking),
    coverFolder: join(tmpdir(), 'govcast-covers'),
    ...(channel === undefined ? {} : { channel }),
    ...(preview === undefined ? {} : { preview }),
  };
}

async function composedPost({ acting, clock, composing }: Govcast, id: string, options: Options) {
  const head = await loadHead(acting.db, id);
  if (!head) throw postUnknown(id);
  return answerComposition(head, storedPictures(acting.db, clock.now), asked(composing, options));
}

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
