import { readEnvironment, readSecret } from '../config/environment.ts';
import { loadConfig } from '../config/load-config.ts';
import { Refused } from '../errors.ts';
import type { Propose } from '../posts/drafts/draft-policy.ts';
import { modelAsker } from '../posts/wording-model/ask-model.ts';
import { proposeWording, readModelPrompt } from '../posts/wording-model/propose-wording.ts';
import { personalData } from '../review/checks/personal-data.ts';
import type { Cli } from './cli.ts';

/** Asks the model of govcast.yaml. @throws Refused `model-off` when none is configured: then nothing is called */
export function proposeByModel({ clock }: Pick<Cli, 'clock'>): Propose {
  const { configFolder, contentFolder } = readEnvironment();
  const { model } = loadConfig(configFolder).settings;
  if (!model) {
    throw new Refused({
      code: 'model-off',
      message: 'no model is configured, so none is asked',
      place: 'govcast.yaml: model',
      remedy: 'Draft without --propose, or set model in govcast.yaml.',
    });
  }
  const ask = modelAsker(model, model.key === null ? null : readSecret(model.key), clock);
  const prompt = readModelPrompt(contentFolder);
  return (_policy, article, questions) =>
    proposeWording(article, questions, { model: model.name, ask, prompt, findPersonal: personalData });
}
