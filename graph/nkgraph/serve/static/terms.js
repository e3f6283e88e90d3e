/* Terms: the vocabulary of the graph, short and long forms of IRIs, and an element maker that takes text only. */
"use strict";
window.nkq = window.nkq || {};
nkq.make = function (tag, attributes, children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  for (const child of [].concat(children === undefined ? [] : children)) element.append(child);
  return element;
};
nkq.vocabulary = { prefixes: {}, terms: [], things: [], questions: [], version: "" };
nkq.load = async function () {
  const answer = await fetch("/vocabulary.json");
  nkq.vocabulary = await answer.json();
  nkq.byCurie = new Map(nkq.vocabulary.things.map((thing) => [thing.curie, thing.label]));
};
nkq.short = function (iri) {
  let best = "";
  let name = iri;
  for (const [prefix, base] of Object.entries(nkq.vocabulary.prefixes)) {
    if (iri.startsWith(base) && base.length > best.length && /^[\w-]+$/.test(iri.slice(base.length))) {
      best = base;
      name = prefix + ":" + iri.slice(base.length);
    }
  }
  return name;
};
/* The address on this server that speaks of an IRI of ours, or the IRI itself where it is a web address. */
nkq.address = function (iri) {
  const ours = "https://w3id.org/nkgraph/";
  if (iri.startsWith(ours) && /^(id|skill|document|claim)\//.test(iri.slice(ours.length))) return "/" + iri.slice(ours.length);
  return /^https?:\/\//.test(iri) ? iri : "";
};
