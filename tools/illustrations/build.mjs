import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pictures } from './pictures.mjs';

const images = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'wwwroot', 'images');
const wanted = process.argv.slice(2);
for (const [name, draw] of Object.entries(pictures)) {
    if (wanted.length && !wanted.some(part => name.includes(part))) continue;
    const file = join(images, `${name}.svg`),
        text = draw().toString();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`${name} ${(text.length / 1024).toFixed(1)} KB`);
}
