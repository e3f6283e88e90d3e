// Comunica as a command: node comunica.mjs FOLDER (endpoint URL | file TURTLE) < questions.json
//
// FOLDER is where tools/make-comunica has installed it. The questions are a JSON list of {id, query}; for each, one
// line of JSON is printed as soon as it is answered: {id, answer} with the answer in SPARQL's JSON (rows, yes or no)
// or N-Triples (a graph), or {id, error}. The Turtle is read once, by Comunica's neighbours, into a store in memory.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const [folder, kind, where] = process.argv.slice(2);
const installed = createRequire(resolve(folder, 'package.json'));

function loaded(path) {
  const { Parser } = installed('n3');
  const store = installed('rdf-stores').RdfStore.createDefault();
  for (const quad of new Parser({ format: 'text/turtle' }).parse(readFileSync(path, 'utf8'))) store.addQuad(quad);
  return store;
}

const remote = kind === 'endpoint';
const { QueryEngine } = installed(remote ? '@comunica/query-sparql' : '@comunica/query-sparql-file');
const engine = new QueryEngine();
const sources = [remote ? { type: 'sparql', value: where } : loaded(where)];

for (const { id, query } of JSON.parse(await text(process.stdin))) {
  try {
    const result = await engine.query(query, { sources });
    const media = result.resultType === 'quads' ? 'application/n-triples' : 'application/sparql-results+json';
    const { data } = await engine.resultToString(result, media);
    console.log(JSON.stringify({ id, answer: await text(data) }));
  } catch (error) {
    console.log(JSON.stringify({ id, error: String(error) }));
  }
}
