import packageFacts from '../../../package.json' with { type: 'json' }
import type { Settings } from '#kernel/settings.ts'
import { privateHostsFrom } from './doors.ts'
import type { Variables } from './environment.ts'

/** The settings for features. */
export function settingsFrom(
  read: Variables,
  { sendsMail, isDemo }: { sendsMail: boolean; isDemo: boolean },
): Settings {
  return Object.freeze({
    accessTokenLifetimeMs: 15 * 60_000,
    refreshTokenLifetimeMs: 30 * 24 * 3_600_000,
    keepsRefreshTokens: false,
    tokenAudience: null,
    uploadLimitBytes: read.PARLEY_UPLOAD_LIMIT_MB * 1_048_576,
    replyLimitMs: read.PARLEY_REPLY_LIMIT_SECONDS * 1_000,
    leaseMs: read.PARLEY_LEASE_SECONDS * 1_000,
    searchPauseMs: 1_000,
    eventDays: read.PARLEY_EVENT_DAYS,
    searchMonths: read.PARLEY_SEARCH_MONTHS,
    outwardPauseMs: 100,
    privateHosts: privateHostsFrom('PARLEY_PRIVATE_HOSTS', read),
    pageHosts: privateHostsFrom('PARLEY_PRIVATE_PAGE_HOSTS', read),
    visionModel: read.PARLEY_VISION_MODEL ?? null,
    summaryEvery: read.PARLEY_SUMMARY_EVERY,
    quietMinutes: read.SCHEDULER_CHECK_INTERVAL_MINUTES,
    sumsUpForInbox: read.PARLEY_INBOX_SUMMARIES === 'on',
    writesTitles: read.PARLEY_TITLES === 'model',
    vectorBytesMax: read.PARLEY_VECTOR_MEMORY_MB * 1_048_576,
    sendsMail,
    publicUrl: read.PARLEY_PUBLIC_URL ?? null,
    guestsSetUp: read.PARLEY_MINI_CHATBOX_OPEN === '1',
    sharesNamedSessions: read.PARLEY_CHAT_API_NAMED_SESSIONS === '1' || isDemo,
    letsPeopleRegister: read.PARLEY_REGISTRATION === 'open',
    version: packageFacts.version,
  })
}
