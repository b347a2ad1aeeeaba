import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import { type BoundedMap, boundedMap } from '#kernel/bounded-map.ts'
import type { Live } from '#platform/live/live.ts'

const WINDOW_MS = 15 * 60_000
const COUNTERS_MAX = 50_000
/** After this long, the accounts of a name are looked up again, however often it is refused. */
const REFUSAL_MS = 60_000
/**
 * Failed attempts within fifteen minutes: on one account from one network, from one network, and on one account from
 * networks where it never signed in. If an account is attacked from everywhere, each further network gets one attempt,
 * up to the last limit.
 */
const limits = { pair: 10, network: 50, account: 100, accountAtLast: 1_000 } as const

/**
 * The network of an address: an IPv4 address itself, also when mapped to IPv6; for IPv6, the /64 of a single customer.
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown'
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  if (!isIPv6(address)) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const all = [...groups, ...Array<string>(missing).fill('0'), ...(tail ? tail.split(':') : [])]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

interface Counter {
  count: number
  readonly until: number
}

/** The accounts of a name, all of which were refused at the last look-up. */
interface Refusal {
  readonly accounts: readonly string[]
  readonly until: number
}

interface Ledger {
  readonly counters: BoundedMap<Counter>
  readonly refusals: BoundedMap<Refusal>
  /** Accounts, with the networks where they signed in before. */
  readonly known: BoundedMap<true>
}

const ledgers = new WeakMap<object, Ledger>()

function ledgerOf({ live }: Pick<Application, 'live'>): Ledger {
  const ledger = ledgers.get(live) ?? {
    counters: boundedMap(COUNTERS_MAX),
    refusals: boundedMap(COUNTERS_MAX),
    known: boundedMap(COUNTERS_MAX),
  }
  ledgers.set(live, ledger)
  return ledger
}

const TOPIC = 'sign-in-attempts'

/** Attempts that started, or were taken back; `clears`: all that were counted so far. */
type Change = 'adds' | 'takes' | 'clears'

/**
 * Adds the counts of other processes from now on, so an attempt counts whichever process it reaches. While they cannot
 * hear each other, each counts alone.
 */
export const subscribeToAttempts = (live: Live): (() => void) =>
  live.subscribe(TOPIC, (message) => {
    for (const [key, change] of message as [string, Change][]) apply(ledgerOf({ live }), key, change)
  })

const tellOthers = ({ live }: Application, changes: [string, Change][]): void => {
  if (live.isShared) live.publishElsewhere(TOPIC, changes)
}

function counterIn({ counters }: Ledger, key: string): Counter {
  const now = performance.now()
  const kept = counters.get(key)
  return kept && kept.until > now ? kept : { count: 0, until: now + WINDOW_MS }
}

function apply(ledger: Ledger, key: string, change: Change): void {
  const counter = counterIn(ledger, key)
  counter.count = change === 'clears' ? 0 : Math.max(counter.count + (change === 'adds' ? 1 : -1), 0)
  ledger.counters.set(key, counter)
}

// Other processes receive hashes, so nothing between them reveals who signs in from where.
const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22)
const accountKey = (account: string): string => nameOf(`account ${account}`)
const pairOf = (account: string, network: string): string => nameOf(`pair ${network} ${account}`)

/** Whether an account is refused there only because it is not known to have signed in from there. */
export function isUnderAttack(app: Application, account: string, address: string | null): boolean {
  const ledger = ledgerOf(app)
  const isKnown = ledger.known.get(pairOf(account, networkOf(address))) === true
  return !isKnown && counterIn(ledger, accountKey(account)).count >= limits.account
}

/** An attempt that is counted. */
export interface Attempt {
  /** The accounts on which it may still be tried. */
  readonly accounts: ReadonlySet<string>
  /** Takes it back for the account whose password it was. */
  succeed(account: string): void
}

/** An attempt whose network was counted, before its accounts are looked up. */
export interface Arrival {
  /** The attempt itself, on these accounts. Throws Fault `rate_limited`, and then counts no longer. */
  on(accounts: readonly string[]): Attempt
  /** Counts no longer, where `on` was never reached. */
  withdraw(): void
}

/**
 * Counts an attempt by its network alone, before the database is queried. `named`: the name that was typed. If all its
 * accounts were just refused from that network and still are, it is refused without a query. The name itself is not
 * counted: an address may exist in several tenants. Throws Fault `rate_limited`.
 */
export function arrive(app: Application, named: string, address: string | null): Arrival {
  const ledger = ledgerOf(app)
  const network = networkOf(address)
  const name = nameOf(`name ${network} ${named}`)
  const refusal = ledger.refusals.get(name)
  if (refusal && refusal.until > performance.now()) {
    const standing = refusal.accounts.map((account) => standingOf(app, account, address))
    if (standing.every(({ until }) => until !== null)) throw tooMany(latest(standing))
  }
  const key = nameOf(`network ${network}`)
  const ofNetwork = limited(ledger, key, limits.network)
  if (ofNetwork.until !== null) throw tooMany(ofNetwork.until)
  const change = (changes: [string, Change][]) => {
    for (const [changed, one] of changes) apply(ledger, changed, one)
    tellOthers(app, changes)
  }
  change([[key, 'adds']])
  let isCounted = false
  return {
    on(accounts) {
      const tried = accounts.map((account) => standingOf(app, account, address))
      const open = tried.filter(({ until }) => until === null)
      if (open.length === 0) {
        ledger.refusals.set(name, { accounts, until: performance.now() + REFUSAL_MS })
        throw tooMany(latest(tried))
      }
      isCounted = true
      change(open.flatMap(({ keys }) => keys).map((one) => [one, 'adds']))
      return {
        accounts: new Set(open.map(({ account }) => account)),
        succeed(account) {
          const entered = open.find((one) => one.account === account)
          if (!entered) return
          const { pair, keys } = entered
          change([key, ...keys].map((one) => [one, one === pair ? 'clears' : 'takes']))
          ledger.known.set(pair, true)
        },
      }
    },
    withdraw() {
      if (!isCounted) change([[key, 'takes']])
      isCounted = true
    },
  }
}

/** The counters of an attempt on an account from there, and until when it is refused, if it is. */
function standingOf(app: Application, account: string, address: string | null) {
  const ledger = ledgerOf(app)
  const pair = pairOf(account, networkOf(address))
  const isKnown = ledger.known.get(pair) === true
  const ofPair = limited(ledger, pair, isUnderAttack(app, account, address) ? 1 : limits.pair)
  const counted = [ofPair, ...(isKnown ? [] : [limited(ledger, accountKey(account), limits.accountAtLast)])]
  return { account, pair, keys: counted.map(({ key }) => key), until: latest(counted) }
}

function limited(ledger: Ledger, key: string, limit: number) {
  const counter = counterIn(ledger, key)
  return { key, until: counter.count < limit ? null : counter.until }
}

/**
 * Counts a sign-in attempt before its password is checked, so that parallel ones count too. It is tried on each of the
 * accounts and counts for each; success on one clears only that one. Throws Fault `rate_limited` once the limit of the
 * network, or of all the accounts, is reached. An account is limited across all networks as well, but networks where it
 * signed in before are exempt, and every other one has an attempt left for a long time: attacking an account from
 * everywhere does not lock its owner out.
 */
export function beginAttempts(
  app: Application,
  accounts: readonly string[],
  address: string | null,
): Attempt {
  const arrival = arrive(app, accounts.join(' '), address)
  try {
    return arrival.on(accounts)
  } finally {
    arrival.withdraw()
  }
}

/** The same for one account; the returned function takes it back if the password was right. */
export function beginAttempt(app: Application, account: string, address: string | null): () => void {
  const attempt = beginAttempts(app, [account], address)
  return () => attempt.succeed(account)
}

const latest = (counted: readonly { until: number | null }[]): number | null =>
  counted.reduce<number | null>(
    (last, { until }) => (until === null ? last : Math.max(last ?? 0, until)),
    null,
  )

const tooMany = (until: number | null) =>
  new Fault('rate_limited', 'Too many attempts to sign in. Try again later.', {
    retryAfterSeconds: Math.ceil(Math.max((until ?? 0) - performance.now(), 0) / 1_000),
  })

/** Records that an account signed in from there, from what is stored: what a process knows ends with it. */
export const noteEntered = (app: Application, account: string, address: string | null): void =>
  ledgerOf(app).known.set(pairOf(account, networkOf(address)), true)
