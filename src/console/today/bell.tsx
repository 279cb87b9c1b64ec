import words from '../../../content/wording/console/frame.yaml';

/** What the bell opens: what this person was told. */
export default function Bell() {
  return <p>{words.top.bell}</p>;
}
