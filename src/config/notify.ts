/** config/notify.yaml: who is told by which way, when it is quiet, and who follows when nobody acts. Optional. */
import { z } from 'zod';
import { secretSchema } from './environment.ts';
import { idSchema } from './id.ts';
import { roles } from './people.ts';

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:MM');

/** `console` (always), `email`, or `robot:` and the id of a WeCom robot of channels.yaml. */
const way = z.string().regex(/^(console|email|robot:[a-z0-9][a-z0-9-]*)$/, 'console, email or robot:CHANNEL');

/** A person, the liaison officer or the head of the matter's section, or everybody with another role. */
const target = z.union([z.enum(['liaison', ...roles]), z.strictObject({ person: idSchema })]);

/** Who is told next while nobody has taken the matter; counted from when it could first be told. */
const step = z.strictObject({
  after: z.union([
    z.strictObject({ minutes: z.int().min(1).max(43_200) }),
    z.strictObject({ workingMinutes: z.int().min(1).max(43_200) }),
  ]),
  to: z.array(target).min(1),
});

const rule = z.strictObject({
  /** Kinds of content/wording/notices.yaml; `clock.*` names all that begin so. Left out: every kind. */
  kinds: z.array(z.string().min(1)).optional(),
  urgency: z.array(z.enum(['red', 'normal'])).optional(),
  ways: z.array(way).default(['console']),
  escalate: z.array(step).default([]),
});

const email = z
  .strictObject({
    host: z.string().min(1),
    /** Default 465 for tls, 587 for starttls, 25 for none. */
    port: z.int().min(1).max(65_535).optional(),
    /** `none` is for a server of the office's own network that has no encryption; it then takes no password. */
    security: z.enum(['tls', 'starttls', 'none']).default('tls'),
    user: z.string().min(1).optional(),
    password: secretSchema.optional(),
    /** Sender: `发布调度 <fabu@example.gov.cn>` or the bare address. */
    from: z.string().regex(/^[^<>\r\n]*<?[^<>@\s]+@[^<>@\s]+>?$/, 'an address, or a name and <address>'),
    /** A file with the certificate of the office's own authority; otherwise the system's are believed. */
    caFile: z.string().min(1).optional(),
    /** How long the server may be silent, seconds. */
    timeoutSeconds: z.int().min(1).max(300).default(20),
  })
  .refine((e) => (e.user === undefined) === (e.password === undefined), {
    error: 'user and password together, or neither',
  })
  .refine((e) => e.security !== 'none' || e.password === undefined, {
    error: 'security tls or starttls: a password never travels unencrypted',
    path: ['security'],
  });

const span = z.strictObject({ from: hour, to: hour }).refine((s) => s.from < s.to, { error: 'from before to' });

export const notifySchema = z.strictObject({
  /** Only red matters are told in this time, Beijing; the rest goes out together at its end. */
  quiet: z
    .strictObject({
      from: hour.default('21:00'),
      to: hour.default('07:30'),
      /** `quiet`: what is not red waits through weekends and holidays, too. */
      daysOff: z.enum(['tell', 'quiet']).default('tell'),
    })
    .prefault({}),
  /** At most one message to a person, or into a group, in this time; red ones go at once. Minutes. */
  groupMinutes: z.int().min(0).max(1440).default(10),
  /** What counts as working time for `workingMinutes`, on working days. */
  officeHours: z
    .array(span)
    .min(1)
    .default([
      { from: '08:30', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ]),
  /** The first rule that fits a matter holds. */
  rules: z.array(rule).default([
    { kinds: ['access.*'], ways: ['console'], escalate: [] },
    {
      urgency: ['red'],
      ways: ['console'],
      escalate: [
        { after: { minutes: 60 }, to: ['section-head'] },
        { after: { minutes: 240 }, to: ['leader'] },
      ],
    },
    { ways: ['console'], escalate: [{ after: { workingMinutes: 480 }, to: ['section-head'] }] },
  ]),
  /** Who is told that a matter has ended: those whom an escalation reached, everybody who was told, or nobody. */
  ended: z.enum(['escalated', 'everyone', 'nobody']).default('escalated'),
  digest: z
    .strictObject({
      at: hour.default('08:30'),
      /** A digest that could not be made by then comes with the next day's. */
      until: hour.default('12:00'),
      days: z.enum(['everyDay', 'workingDay']).default('everyDay'),
      ways: z.array(way).default(['console']),
    })
    .refine((d) => d.at < d.until, { error: 'at before until' })
    .prefault({}),
  email: email.nullable().default(null),
});

export type Notify = z.infer<typeof notifySchema>;
export type NotifyRule = Notify['rules'][number];
export type NotifyStep = NotifyRule['escalate'][number];
export type NotifyTarget = NotifyStep['to'][number];
export type EmailConfig = NonNullable<Notify['email']>;

/** What holds without config/notify.yaml: the console only. */
export const defaultNotify: Notify = notifySchema.parse({});
