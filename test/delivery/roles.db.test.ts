import { afterEach, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { channelsSchema } from '../../src/config/channels.ts';
import { peopleSchema } from '../../src/config/people.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { scheduleSettings } from '../../src/config/schedule-settings.ts';
import { workflowSchema } from '../../src/config/workflow.ts';
import { answerWithProof } from '../../src/delivery/answer-with-proof.ts';
import { cancelQueued } from '../../src/delivery/cancel-queued.ts';
import { queuePost } from '../../src/delivery/queue-post.ts';
import { planningOf } from '../../src/schedule/placing/planning.ts';
import { readPlanWording } from '../../src/schedule/planner/wording.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.end());

const { value: people } = readYaml('config/people.yaml', peopleSchema);
const by = (person: string) => ({ person, via: 'cli' as const });

it('an auditor or an administrator answers nothing: an answer may send', async () => {
  world = await openWorld('K4');
  await world.addPost('p');
  const id = await world.plan('p');
  world.platform.faults.push('lost-after');
  await world.runOn(1);
  const work = { ...world.work, people };
  const { descriptor } = world.work.channel('fake');
  const channelOf = () => ({ descriptor, name: '示例发布', rehearses: true, rehearsalHost: null });
  const answer = (person: string) => answerWithProof(work, channelOf, id, { is: 'repeat' }, by(person));
  await expect(answer('tang-xin')).rejects.toMatchObject({ code: 'role-missing' });
  await expect(answer('he-yong')).rejects.toMatchObject({ code: 'role-missing' });
  expect(await world.state(id)).toBe('asking(doubt)');
  expect(await answer('li-na')).toBe('planned');
});

it('an auditor puts no post onto a channel', async () => {
  world = await openWorld('K4');
  await world.addPost('p');
  const [channel] = readYaml('config/channels.yaml', channelsSchema).value.channels;
  if (!channel) throw new Error('config/channels.yaml has accounts');
  const { value: workflow } = readYaml('config/workflow.yaml', workflowSchema);
  const parts = {
    acting: world.acting,
    planning: planningOf(
      {
        calendar: buildCalendar(),
        channels: [channel],
        settings: scheduleSettings.parse({}),
        wording: readPlanWording('content/wording/planner.yaml'),
      },
      () => ({}),
    ),
    reviewing: { people, workflow, check: () => [] },
    descriptorOf: () => world.work.channel('fake').descriptor,
  };
  await expect(queuePost(parts, { post: 'p', channel }, by('tang-xin'))).rejects.toMatchObject({
    code: 'role-missing',
  });
  expect(await world.db.selectFrom('placement').selectAll().execute()).toEqual([]);
});

it('an auditor stops nothing, an editor does', async () => {
  world = await openWorld('K4');
  await world.addPost('p');
  const id = await world.plan('p');
  const acting = { ...world.acting, people };
  await expect(cancelQueued(acting, { delivery: id }, by('tang-xin'))).rejects.toMatchObject({ code: 'role-missing' });
  expect(await world.state(id)).toBe('planned');
  expect(await cancelQueued(acting, { delivery: id }, by('li-na'))).toMatchObject({ outcome: 'stopped' });
});
