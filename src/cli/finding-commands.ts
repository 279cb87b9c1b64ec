/** What does in a terminal, or in the head of a file, what a finding asks for; the finding itself says where the console does it. */
const commands: Readonly<Record<string, string>> = {
  marking: 'marking in the head of the file, or govcast post set --marking',
  job: 'job in the head of the file, or govcast post set --job',
  'public-until': 'public_until in the head of the file, or govcast post set --public-until',
  'unit-missing': 'unit in the head of the file',
  'repost-source': 'source in the head of the file',
  'machine-draft': 'take drafted out of the head of the file, or govcast post except',
  'guide-field': 'guide in the head of the file',
  'consultation-days': 'consultation in the head of the file',
  'topic-empty': 'topic in the head of the file',
  'parts-no-address': 'govcast post recompose --layout articles',
  'policy-as-points': 'govcast post recompose --layout articles',
  'interpretations-listed': 'govcast post recompose --layout parts',
  'consultation-result-open': 'govcast post recompose --result',
  'source-changed': 'govcast post recompose, or govcast post discard',
  'source-withdrawn': 'govcast post discard; when the page is back, govcast post recompose',
  'page-in-bundle': 'govcast post discard',
  'bundle-repeats-page': 'govcast post discard',
};

/** The remedy with its command, where there is one. */
export function remedyInTerminal({ check, remedy }: { check: string; remedy: string }): string {
  const command = commands[check];
  return command === undefined ? remedy : `${remedy} (${command})`;
}
