/** Placeholder of the layer. */
export default function Search({ onClose }: { onClose: () => void }) {
  return <button type="button" onClick={onClose} aria-label="Esc" />;
}
