/**
 * What every page is made with: the public's desk, the records and the settings. There is no other desk here, so no
 * page can show what is not in the public's files.
 */
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Desk } from '../channels/answering.ts';
import type { Language } from '../channels/document.ts';
import type { Log } from '../channels/log.ts';
import type { WebRules } from '../channels/settings.ts';
import type { StaffLinks } from '../channels/staff-links.ts';
import type { WebSettings } from '../config.ts';
import type { Records } from '../records/records.ts';
import type { Commands } from './admin/command.ts';

/** The surroundings of all pages. */
export interface Site {
  /** Of the public's reports. */
  readonly desk: Desk;
  readonly records: Records;
  readonly rules: WebRules;
  readonly web: WebSettings;
  /** The folder the reports were read from, for downloads. */
  readonly corpus: string;
  /** What the pages to keep house do; left out where there are none. */
  readonly commands?: Commands;
  /** How links to what is for staff are opened; left out where none are given. */
  readonly staff?: { readonly links: Pick<StaffLinks, 'read'>; readonly commands: Commands };
  readonly log: Log;
  readonly now: () => Date;
}

/** What is known of every request before its page is made. */
export interface SiteEnv {
  Bindings: HttpBindings;
  Variables: {
    /** The address it comes from. */
    client: string;
    /** The language of what stands around the report's words. */
    language: Language;
    /** Eight letters to find it in the log by. */
    requestId: string;
  };
}

/** A request with all that. */
export type SiteContext = Context<SiteEnv>;
