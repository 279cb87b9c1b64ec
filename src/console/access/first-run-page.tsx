import words from '../../../content/wording/console/frame.yaml';

export default function FirstRunPage() {
  return <h1>{words.product}</h1>;
}
