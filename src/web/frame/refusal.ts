/** Why there is no page to show, by HTTP status. */
export type Refusal = 400 | 403 | 404 | 413 | 429 | 500 | 503;
