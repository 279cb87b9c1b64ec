import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

/**
 * `npm run bench [NAME…]`: runs every test/bench/*.bench.ts in the order of their names, or those that are named, and prints
 * their tables below date and machine. A bench file exports one async function, `bench`, that gives its table as text.
 */
async function main(names: string[]): Promise<void> {
  const files = readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.bench.ts'))
    .sort();
  const chosen = names.length === 0 ? files : files.filter((file) => names.includes(file.replace('.bench.ts', '')));
  if (chosen.length === 0) throw new Error(`no bench of that name; there are ${files.join(', ')}`);
  const [cpu] = cpus();
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpu?.model.trim()}, ${cpus().length} cores, Node ${process.version}`,
  );
  for (const file of chosen) {
    const { bench }: { bench: () => Promise<string> } = await import(new URL(file, import.meta.url).href);
    console.log(`\n${file.replace('.bench.ts', '')}\n${await bench()}`);
  }
}

await main(process.argv.slice(2));
