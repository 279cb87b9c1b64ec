import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type Cadence, cadenceSchema } from './cadence.ts';
import { type CalendarYear, calendarFileSchema, calendarYearOfFile } from './calendar.ts';
import { type Catalogue, catalogueProblems, catalogueSchema } from './catalogue.ts';
import { type ChannelConfig, channelsSchema } from './channels.ts';
import { type Columns, columnProblems, columnsSchema } from './columns.ts';
import { type ConfigProblem, ConfigProblems } from './config-problem.ts';
import { coverLookProblems } from './cover-look.ts';
import { type CrossPosting, crossPostingProblems, crossPostingSchema } from './cross-posting.ts';
import type { CrossProblem } from './cross-problem.ts';
import {
  cadenceReferences,
  channelReferences,
  nameProblem,
  policyReferences,
  settingsReferences,
  switchReferences,
} from './cross-references.ts';
import { pathText } from './describe-issue.ts';
import { defaultNotify, type Notify, notifySchema } from './notify.ts';
import { notifyReferences } from './notify-references.ts';
import { type Offices, officesProblems, officesSchema } from './offices.ts';
import { type OutsideAccount, outsideProblems } from './outside-accounts.ts';
import { type People, peopleProblems, peopleSchema } from './people.ts';
import { type Plan, planProblems, planSchema } from './plan.ts';
import { type Portal, portalSchema } from './portals.ts';
import { readYaml, type YamlFile } from './read-yaml.ts';
import { type Routing, routingProblems, routingSchema } from './routing.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { type Workflow, workflowProblems, workflowSchema } from './workflow.ts';
import { type Yearly, yearlyProblems, yearlySchema } from './yearly.ts';

/** Everything that an operator sets, validated as a whole. */
export interface Config {
  folder: string;
  settings: Settings;
  people: People;
  offices: Offices;
  workflow: Workflow;
  catalogue: Catalogue;
  plans: Plan[];
  channels: ChannelConfig[];
  /** Accounts of the matrix that others run. */
  outside: OutsideAccount[];
  cadence: Cadence;
  /** The table of update deadlines of the office's own site. */
  columns: Columns;
  /** What comes back every year. */
  yearly: Yearly;
  routing: Routing;
  notify: Notify;
  crossPosting: CrossPosting;
  portals: Portal[];
  /** Years that the office's own calendar files name; they win over the bundled ones. */
  calendarYears: CalendarYear[];
  /** Every file that was read, with the lines of its entries. */
  files: YamlFile<unknown>[];
}

/**
 * Reads and validates the folder `config/`. Nothing is written and nothing outside is asked.
 * @throws ConfigProblems with every problem of every file at once
 */
export function loadConfig(folder: string): Config {
  const reading = new Reading(folder);
  const settings = reading.file('govcast', settingsSchema);
  const people = reading.file('people', peopleSchema);
  const offices = reading.file('offices', officesSchema);
  const workflow = reading.file('workflow', workflowSchema);
  const catalogue = reading.file('catalogue', catalogueSchema);
  const plans = reading.filesOf('plans', planSchema);
  const channels = reading.file('channels', channelsSchema);
  const cadence = reading.file('cadence', cadenceSchema);
  const columns = reading.fileIfThere('columns', columnsSchema);
  const yearly = reading.fileIfThere('yearly', yearlySchema);
  const routing = reading.file('routing', routingSchema);
  const crossPosting = reading.fileIfThere('cross-posting', crossPostingSchema);
  const notify = reading.fileIfThere('notify', notifySchema);
  const portals = reading.filesOf('portals', portalSchema);
  const years = reading.filesOf('calendar', calendarFileSchema);

  if (workflow) reading.cross(workflow, workflowProblems(workflow.value));
  if (offices) reading.cross(offices, coverLookProblems(folder, offices.value.cover));
  if (people) {
    reading.cross(people, peopleProblems(people.value));
    if (offices) reading.cross(offices, officesProblems(offices.value, people.value));
    if (catalogue) reading.cross(catalogue, catalogueProblems(catalogue.value, people.value));
    if (routing) reading.cross(routing, routingProblems(routing.value, people.value));
    if (channels) reading.cross(channels, channelReferences(channels.value.channels, people.value));
    if (channels) reading.cross(channels, outsideProblems(channels.value.outside, people.value));
    if (notify && channels)
      reading.cross(notify, notifyReferences(notify.value, people.value, channels.value.channels));
    for (const plan of plans) reading.cross(plan, planProblems(plan.value, people.value));
    const found = portals.map((p) => p.value);
    if (columns && channels) {
      reading.cross(columns, columnProblems(columns.value, people.value, found, channels.value.channels));
    }
    if (yearly) reading.cross(yearly, yearlyProblems(yearly.value, people.value));
    if (settings) reading.cross(settings, settingsReferences(settings.value, people.value, found));
    if (settings) reading.cross(settings, policyReferences(settings.value, people.value, found));
  }
  if (cadence && channels) reading.cross(channels, switchReferences(cadence.value, channels.value.channels));
  if (cadence && channels) reading.cross(cadence, cadenceReferences(cadence.value, channels.value.channels));
  if (crossPosting && people && channels && workflow) {
    const known = { people: people.value, channels: channels.value.channels, workflow: workflow.value };
    reading.cross(
      crossPosting,
      crossPostingProblems(crossPosting.value, { ...known, portals: portals.map((p) => p.value) }),
    );
  }
  for (const plan of plans) reading.cross(plan, nameProblem(plan, 'id', plan.value.id));
  for (const portal of portals) reading.cross(portal, nameProblem(portal, 'id', portal.value.id));
  for (const year of years) reading.cross(year, nameProblem(year, 'year', String(year.value.year)));
  const complete = settings && people && offices && workflow && catalogue && channels && cadence && routing;
  if (reading.problems.length > 0 || !complete) {
    throw new ConfigProblems(reading.problems);
  }
  return {
    folder,
    settings: settings.value,
    people: people.value,
    offices: offices.value,
    workflow: workflow.value,
    catalogue: catalogue.value,
    plans: plans.map((p) => p.value),
    channels: channels.value.channels,
    outside: channels.value.outside,
    cadence: cadence.value,
    columns: columns?.value ?? columnsSchema.parse({}),
    yearly: yearly?.value ?? yearlySchema.parse({}),
    routing: routing.value,
    notify: notify?.value ?? defaultNotify,
    crossPosting: crossPosting?.value ?? { rules: [] },
    portals: portals.map((p) => p.value),
    calendarYears: years.map((y) => calendarYearOfFile(y.value)),
    files: reading.files,
  };
}

/** The problems met so far, so that one start shows them all. */
class Reading {
  readonly folder: string;
  readonly problems: ConfigProblem[] = [];
  readonly files: YamlFile<unknown>[] = [];
  constructor(folder: string) {
    this.folder = folder;
  }

  file<S extends z.ZodType>(name: string, schema: S): YamlFile<z.output<S>> | null {
    try {
      const file = readYaml(join(this.folder, `${name}.yaml`), schema);
      this.files.push(file);
      return file;
    } catch (error) {
      if (!(error instanceof ConfigProblems)) throw error;
      this.problems.push(...error.problems);
      return null;
    }
  }

  /** A file that an older folder does not have yet: not there, it says nothing. */
  fileIfThere<S extends z.ZodType>(name: string, schema: S): YamlFile<z.output<S>> | null {
    return existsSync(join(this.folder, `${name}.yaml`)) ? this.file(name, schema) : null;
  }

  /** Every file of a folder, by name; a folder that is not there holds none. */
  filesOf<S extends z.ZodType>(name: string, schema: S): YamlFile<z.output<S>>[] {
    const folder = join(this.folder, name);
    const names = existsSync(folder) ? readdirSync(folder).filter((n) => n.endsWith('.yaml')) : [];
    return names.sort().flatMap((n) => this.file(join(name, n.replace(/\.yaml$/, '')), schema) ?? []);
  }

  cross(file: YamlFile<unknown>, found: CrossProblem[]): void {
    for (const { path, ...p } of found) {
      const line = file.lineOf(path);
      this.problems.push({ ...p, code: 'config-value', file: file.file, line, path: pathText(path) });
    }
  }
}
