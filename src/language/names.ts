/**
 * Names in Chinese text: people, institutions, places, and what stands in quotation marks.
 * Each kind has its own file; this one is where the rest of the project looks for them.
 */
export { type OrganisationReading, readOrganisations } from './organisations.ts';
export { type PersonReading, readPeople } from './people.ts';
export { type PlaceReading, readPlaces } from './places.ts';
export { type QuotedReading, readQuoted } from './titles.ts';
