/**
 * Every table and its row, camelCase here, snake_case in the database (Kysely's CamelCasePlugin).
 * The tables themselves are made by the numbered files in migrations/.
 */
import type * as bundles from './tables/bundles.ts';
import type * as channels from './tables/channels.ts';
import type * as delivery from './tables/delivery.ts';
import type * as ground from './tables/ground.ts';
import type * as history from './tables/history.ts';
import type * as inbox from './tables/inbox.ts';
import type * as pictures from './tables/pictures.ts';
import type * as policy from './tables/policy.ts';
import type * as portal from './tables/portal.ts';
import type * as posts from './tables/posts.ts';

export interface Schema {
  ledgerEntry: ground.LedgerEntryTable;
  ledgerHead: ground.LedgerHeadTable;
  configEntry: ground.ConfigEntryTable;
  task: ground.TaskTable;
  openDueDate: ground.OpenDueDateTable;
  dueDateChange: ground.DueDateChangeTable;
  sourceState: portal.SourceStateTable;
  fetchState: portal.FetchStateTable;
  item: portal.ItemTable;
  itemAddress: portal.ItemAddressTable;
  itemRevision: portal.ItemRevisionTable;
  pair: policy.PairTable;
  policyRelation: policy.PolicyRelationTable;
  policyStub: policy.PolicyStubTable;
  bundle: bundles.BundleTable;
  bundleOwed: bundles.BundleOwedTable;
  givenInterpretation: bundles.GivenInterpretationTable;
  headTick: bundles.HeadTickTable;
  consultation: bundles.ConsultationTable;
  majorDecision: bundles.MajorDecisionTable;
  decisionEntry: bundles.DecisionEntryTable;
  composeWish: bundles.ComposeWishTable;
  follower: bundles.FollowerTable;
  linkEntry: policy.LinkEntryTable;
  linkKey: policy.LinkKeyTable;
  post: posts.PostTable;
  postRevision: posts.PostRevisionTable;
  asset: posts.AssetTable;
  picture: pictures.PictureTable;
  lostPicture: pictures.LostPictureTable;
  review: posts.ReviewTable;
  signature: posts.SignatureTable;
  gateTick: posts.GateTickTable;
  findingException: posts.FindingExceptionTable;
  channelState: channels.ChannelStateTable;
  publication: channels.PublicationTable;
  quota: channels.QuotaTable;
  quotaHold: channels.QuotaHoldTable;
  upload: channels.UploadTable;
  placement: channels.PlacementTable;
  cadenceBreach: channels.CadenceBreachTable;
  channelHistory: history.ChannelHistoryTable;
  delivery: delivery.DeliveryTable;
  step: delivery.StepTable;
  attempt: delivery.AttemptTable;
  event: delivery.EventTable;
  question: delivery.QuestionTable;
  handOff: delivery.HandOffTable;
  inbound: inbox.InboundTable;
  request: inbox.RequestTable;
  commentState: inbox.CommentStateTable;
}
