/**
 * Text as PostgreSQL takes it: everything but the character 0, which no question means.
 */
export const textOf = (text: string): string => text.replaceAll('\0', '');
