import words from '../../../content/wording/console/frame.yaml';

export default function LoginPage() {
  return <h1>{words.product}</h1>;
}
