import type { Command } from 'commander';
import { readEnvironment } from '../config/environment.ts';
import type { Article } from '../portal/article.ts';
import type { DraftDesk, Drafted } from '../posts/drafts/draft-policy.ts';
import { personalData } from '../review/checks/personal-data.ts';
import { idOf } from './arguments.ts';
import type { AddCommand, Cli } from './cli.ts';
import { table } from './terminal.ts';

/** `govcast draft`: a long picture and questions with answers out of a policy's own words, for a person to edit. */
export const draftCommand: AddCommand = (program, cli) => {
  const draft = program
    .command('draft')
    .description(
      'drafts a picture (一图读懂) or questions (问答) from a policy, held back until a person has compared them',
    );
  what(draft, 'infographic', 'the policy as a long picture: YAML to edit, PNG, and a Markdown post')
    .option('--design <name>', 'colours: a file of content/infographics', 'blue')
    .addHelpText(
      'after',
      '\nExample:\n  govcast draft infographic page.html --url http://www.example.gov.cn/zwgk/t1.html',
    )
    .action((policy: string, options: Options) => cli.run(options.json, () => infographic(cli, policy, options)));
  what(draft, 'questions', 'questions with answers quoted from the policy, as a Markdown post')
    .option('--propose', 'asks the model of govcast.yaml for wording; its words are marked and listed')
    .addHelpText('after', '\nExample:\n  govcast draft questions bundle:01J… --out content/posts/lifts')
    .action((policy: string, options: Options) => cli.run(options.json, () => questions(cli, policy, options)));
  draft
    .command('render <file>')
    .description(
      'draws an edited YAML again; pictures are replaced, of the post beside it only the lines that show them',
    )
    .option('--json', 'one JSON object for machines')
    .addHelpText('after', '\nExample:\n  govcast draft render content/posts/lifts/一图读懂.yaml')
    .action((file: string, options: Options) => cli.run(options.json, () => render(file)));
};

interface Options {
  out?: string;
  again?: boolean;
  url?: string;
  design?: string;
  propose?: boolean;
  json?: boolean;
}

function what(draft: Command, name: string, description: string): Command {
  return draft
    .command(`${name} <policy>`)
    .description(`${description}; POLICY is a saved page, extracted JSON, item:ID or bundle:ID`)
    .option('--out <folder>', 'folder to write to; default one of its name in content/posts')
    .option('--again', 'writes under a new name beside an earlier draft')
    .option('--url <base>', 'address of a saved page')
    .option('--json', 'one JSON object for machines');
}

async function infographic(cli: Cli, policy: string, options: Options) {
  const { draftPolicyInfographic } = await import('../posts/drafts/draft-policy.ts');
  const article = await policyPage(cli, policy, options);
  return answered(await draftPolicyInfographic(article, options.design ?? 'blue', desk(options)));
}

async function questions(cli: Cli, policy: string, options: Options) {
  const { draftPolicyQuestions } = await import('../posts/drafts/draft-policy.ts');
  const article = await policyPage(cli, policy, options);
  if (!options.propose) return answered(await draftPolicyQuestions(article, desk(options)));
  const { proposeByModel } = await import('./wording-model.ts');
  return answered(await draftPolicyQuestions(article, desk(options), proposeByModel(cli)));
}

async function render(file: string) {
  const { renderAgain } = await import('../posts/drafts/render-again.ts');
  return answered(await renderAgain(file, desk({})));
}

async function policyPage(cli: Cli, policy: string, { url }: Options): Promise<Article> {
  const { loadPolicyPage, readPolicyFile } = await import('../posts/drafts/policy-page.ts');
  const kind = (['item', 'bundle'] as const).find((each) => policy.startsWith(`${each}:`));
  if (kind === undefined) return await readPolicyFile(policy, url ?? null, cli.clock.now());
  const { withGovcast } = await import('./with-govcast.ts');
  return await withGovcast(cli, ({ acting }) => loadPolicyPage(acting.db, kind, idOf(kind, policy)));
}

function desk({ out, again }: Options): DraftDesk {
  const { contentFolder } = readEnvironment();
  return {
    contentFolder,
    findPersonal: personalData,
    ...(out === undefined ? {} : { out }),
    ...(again ? { again } : {}),
  };
}

function answered(drafted: Drafted) {
  const text = () => {
    const lines = [
      table(
        ['drafted'],
        drafted.drafted.map((name) => [name]),
      ),
      ...drafted.files,
    ];
    if (drafted.missing.length > 0) lines.push(`no letter for: ${drafted.missing.join(' ')}`);
    lines.push(...drafted.findings.map(({ message, remedy }) => `${message}${remedy}`));
    return [...lines, 'Compare it with the original, then delete `drafted` in the head of the Markdown file.'].join(
      '\n',
    );
  };
  return { object: drafted, text };
}
