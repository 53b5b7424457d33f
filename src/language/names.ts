/**
 * Names in Chinese text: people, institutions, places, and what stands in quotation marks.
 * Each kind has its own file; this one is where the rest of the project looks for them.
 */

export { looksLikePerson } from './name-shape.ts';
export { readOrganisations } from './organisations.ts';
export { readPeople } from './people.ts';
export { readPlaces } from './places.ts';
export { readQuoted } from './titles.ts';
