/** A test that holds a fault. `named`: what its name contains, as it stands in the file. */
export interface Held {
  readonly file: string
  readonly named: string
  /** With every change, under `npm run torture` alone, or in a short form there and a long one here. */
  readonly runs: 'quick' | 'long' | 'quick and long'
}

/** Something that goes wrong in operation; `docs/operate/faults.md` says of each what happens and what Parley does. */
export interface Fault {
  readonly id: string
  readonly name: string
  readonly held: readonly Held[]
}

const here = (name: string) => `server/test/faults/${name}.test.ts`
const story = (name: string) => `server/test/scenarios/${name}.test.ts`
const hostile = (name: string) => `server/test/hostile/${name}.test.ts`
const models = (name: string) => `server/src/providers/models/${name}.test.ts`

const heldAs =
  (runs: Held['runs']) =>
  (file: string, ...names: string[]): Held[] =>
    names.map((named) => ({ file, named, runs }))
const held = heldAs('quick')
/** The same test, shorter with every change than under torture. */
const sized = heldAs('quick and long')
const long = heldAs('long')

/** Every fault that Parley is held against, and what holds it. */
export const faults: readonly Fault[] = [
  {
    id: 'F01',
    name: 'killed around the commit of a message',
    held: [
      ...held(story('crash'), 'kill -9 in the middle of answers', 'acknowledges before it commits'),
      ...held(here('history'), 'it is noticed when'),
    ],
  },
  {
    id: 'F02',
    name: 'killed in the middle of an answer',
    held: [
      ...held(story('crash'), 'kill -9 in the middle of answers'),
      ...held(story('fencing'), 'a writer that lost its lease cannot write'),
    ],
  },
  {
    id: 'F03',
    name: 'killed between the effect of a tool and its record',
    held: [
      ...held(story('tool-consent-crash'), 'killed between a tool’s effect and its record'),
      ...held(story('fencing'), 'a tool with an effect is never called twice'),
    ],
  },
  {
    id: 'F04',
    name: 'killed while documents are read and indexed',
    held: [
      ...sized(here('killed-while-indexing'), 'killed while documents are indexed'),
      ...held('server/src/features/knowledge/indexing/index-document.test.ts', 'an attempt that was killed'),
    ],
  },
  {
    id: 'F05',
    name: 'killed during the first start or a migration',
    held: [
      ...sized(here('killed-at-start'), 'while it starts for the first time, the next start completes'),
      ...sized(here('killed-at-start'), 'killed while it migrates data up'),
      ...held(story('migrations'), 'migrators that come together take turns'),
    ],
  },
  {
    id: 'F06',
    name: 'killed while a conversation is taken over or given back',
    held: [
      ...sized(here('killed-while-taking-over'), 'killed while conversations are taken over'),
      ...held(story('takeover-fence'), 'whenever in its answer that was'),
    ],
  },
  {
    id: 'F07',
    name: 'told to stop under load',
    held: [
      ...sized(here('told-to-stop'), 'told to stop under load it ends well'),
      ...sized(here('told-to-stop'), 'an answer that takes too long is handed over'),
      ...held(story('operate'), 'SIGTERM ends it cleanly'),
    ],
  },
  {
    id: 'F08',
    name: 'a second process on the same data directory',
    held: [
      ...sized(here('same-directory'), 'a second process on the directory is refused'),
      ...held(story('operate'), 'a second server on the same directory is told so'),
    ],
  },
  {
    id: 'F09',
    name: 'a process that stands still for a minute and wakes up',
    held: [
      ...sized(here('zombie'), 'a process that stood still wakes up as nobody'),
      ...held(story('fencing'), 'a writer that lost its lease cannot write'),
      ...held(
        'server/src/features/replies/stream/remote-draft.test.ts',
        'a remote draft that stood still shows nothing of what waited for it',
      ),
      ...held(
        story('takeover-fence'),
        'nor where it is followed live in a process that hears the others late',
        'the same rounds catch processes that pass on what they hear without a lease',
      ),
    ],
  },
  {
    id: 'F10',
    name: 'the database server is away',
    held: sized(here('database-away'), 'a database server that dies is waited for'),
  },
  {
    id: 'F11',
    name: 'a slow database, a lock that is held, no connection left',
    held: held(
      here('busy-database'),
      'a lock that is held is waited for a while',
      'when all connections wait',
      'a database that is slow to answer',
    ),
  },
  {
    id: 'F12',
    name: 'a connection cut in a transaction, a database that only reads',
    held: [
      ...sized(
        here('connection-cut'),
        'connections that are cut in the middle of transactions',
        'a database that only reads for a while',
      ),
      ...held(here('killed-in-a-shared-transaction'), 'is killed while turns share a transaction'),
      ...held(story('shared-transactions'), 'one turn that the database refuses in the middle of others'),
      ...held(
        'server/src/platform/database/transaction.test.ts',
        'what throws after it wrote leaves nothing',
      ),
    ],
  },
  {
    id: 'F13',
    name: 'a slow statement in the embedded database',
    held: sized(here('slow-statement'), 'while the database works on one long statement'),
  },
  {
    id: 'F14',
    name: 'Redis away, emptied or slow',
    held: [
      ...sized(here('redis-away'), 'slower, and nothing lost, doubled or torn'),
      ...held(story('joined-by-redis'), 'a Redis that dies in the middle of an answer'),
    ],
  },
  {
    id: 'F15',
    name: 'a full disk below the database',
    held: held(
      here('database-disk-full'),
      'with little space left nothing new is stored',
      'filled to the brim it ends with the reason',
    ),
  },
  {
    id: 'F16',
    name: 'a full or read-only disk below the files',
    held: [
      ...held(
        story('no-space'),
        'an upload for which the disk has no space',
        'on a disk that is really full',
      ),
      ...held(here('read-only-disk'), 'files that may only be read are read'),
    ],
  },
  {
    id: 'F17',
    name: 'a damaged data directory',
    held: held(here('damaged-directory'), 'a directory is refused in words', 'the same directory, undamaged'),
  },
  {
    id: 'F18',
    name: 'a model that is overloaded or fails',
    held: [
      ...held(
        models('resilience'),
        'is tried again, and said so',
        'the pause is the one the provider asks for',
      ),
      ...held(
        models('resilience'),
        'a pause that is too long is not waited for',
        'the fallback answers under',
      ),
      ...held(story('turn'), 'a rate limit is waited for and said', 'a provider that fails ends the reply'),
    ],
  },
  {
    id: 'F19',
    name: 'a model that cannot be reached',
    held: [
      ...held(models('resilience'), 'a connection that fails is tried again'),
      ...held('server/src/providers/breaker.test.ts', 'a model that keeps failing is left alone for a while'),
    ],
  },
  {
    id: 'F20',
    name: 'a model that falls silent',
    held: held(models('sse'), 'silence before the headers', 'an answer without end', 'by a time limit'),
  },
  {
    id: 'F21',
    name: 'a model that drops the line in the middle',
    held: held(models('sse'), 'a dropped connection', 'the text before a failure is kept'),
  },
  {
    id: 'F22',
    name: 'a model that answers garbage',
    held: held(
      models('sse'),
      'at every point where a stream can be cut',
      'with a byte order mark',
      'around bytes that are no text',
      'a line of 2 MiB',
      'after 32 MiB',
    ),
  },
  {
    id: 'F23',
    name: 'a model that calls tools badly or without end',
    held: held(
      story('bad-tool-calls'),
      'of a thousand calls at once none is made',
      'a model that calls without end comes to one',
      'calls that go by one id are told apart',
    ),
  },
  {
    id: 'F24',
    name: 'a tool server that hangs, dies, floods or changes',
    held: held(
      story('hostile-tool-servers'),
      'a tool that does not answer is an error',
      'of an answer of 100 MB not much is read',
      'a tool that was changed is not called',
    ),
  },
  {
    id: 'F25',
    name: 'an embedding model that fails or answers nonsense',
    held: [
      ...held(
        'server/src/features/knowledge/search/degraded-search.test.ts',
        'leaves the words, and is asked',
      ),
      ...held('server/src/features/knowledge/search/hybrid-search.test.ts', 'while the provider fails words'),
    ],
  },
  {
    id: 'F26',
    name: 'readers that take nothing',
    held: [
      ...sized(here('many-readers'), 'readers that take nothing cost little'),
      ...held(story('sockets-that-fail'), 'a reader that takes nothing is closed'),
    ],
  },
  {
    id: 'F27',
    name: 'a line that is dead without a word',
    held: [
      ...long(here('bad-lines'), 'a line that is dead without a word'),
      ...held('server/src/dialects/native/socket-limits.test.ts', 'one that answers neither of two pings'),
    ],
  },
  {
    id: 'F28',
    name: 'everybody comes back at once',
    held: [
      ...sized(here('many-readers'), 'readers who lose their lines at once'),
      ...held(story('sockets-that-fail'), 'a storm of readers that lost their line at once'),
    ],
  },
  {
    id: 'F29',
    name: 'callers that send or read very slowly',
    held: [
      ...sized(here('slow-callers'), 'whoever sends the head of a request for ever'),
      ...sized(here('slow-callers'), 'whoever does not read what was asked for'),
      ...long(here('slow-callers'), 'whoever sends a body for ever'),
      ...held(hostile('wire'), 'what is never finished holds up nobody'),
    ],
  },
  {
    id: 'F30',
    name: 'more connections than the process may have',
    held: sized(here('too-many-connections'), 'more connections than it may open'),
  },
  {
    id: 'F31',
    name: 'a clock that steps',
    held: held(here('clock-steps'), 'in the middle of an answer: it is written once'),
  },
  {
    id: 'F32',
    name: 'one message sent many times',
    held: [
      ...sized(here('same-message'), 'one message sent fifty times at once'),
      ...held(
        story('turn'),
        'a repeated clientId gives the same message',
        'an Idempotency-Key makes a repeat',
      ),
    ],
  },
  {
    id: 'F33',
    name: 'a second message before the first is answered',
    held: held(story('turn'), 'a second message while an answer runs is queued'),
  },
  {
    id: 'F34',
    name: 'channels that tell the same again, or out of order',
    held: [
      ...held(story('channels'), 'a message comes in once', 'many at once make one person'),
      ...held(story('channels'), 'how far an answer came is shown in the inbox'),
      ...held(story('webhooks'), 'a receiver that dies in the middle hears the same again'),
    ],
  },
  {
    id: 'F35',
    name: 'a job that fails, hangs, or ends its process',
    held: [
      ...held(here('poison-jobs'), 'work that ends its process each time', 'an answer that hangs holds up'),
      ...held(story('jobs'), 'what ended its process in each of its tries', 'what failed for good is told'),
      ...held('server/src/platform/queue/queue.test.ts', 'a job that fails waits longer and longer'),
      ...held('server/src/providers/documents/document-reader.test.ts', 'a PDF that takes all memory ends'),
    ],
  },
  {
    id: 'F36',
    name: 'very many jobs due at once',
    held: [
      ...sized(here('many-due'), 'jobs that are due when it starts are done a few at a time'),
      ...held('server/src/platform/queue/scheduled-jobs.test.ts', 'of many that are due at once few are'),
    ],
  },
  {
    id: 'F37',
    name: 'a mistake of ours anywhere',
    held: [
      ...held(here('our-mistakes'), 'a mistake in a timer, a promise, an emitter'),
      ...held(hostile('anything'), 'anything at all'),
    ],
  },
  {
    id: 'F38',
    name: 'bodies that are too large, too deep or too clever',
    held: [
      ...held(
        hostile('door'),
        'a body that is none',
        'it is said when it is nested too deep',
        'a body that is too large',
      ),
      ...held(hostile('http'), 'each field of something else'),
    ],
  },
  {
    id: 'F39',
    name: 'text that is no text',
    held: [
      ...held(hostile('http'), 'each field of something else'),
      ...held(
        hostile('socket'),
        'texts that cannot be stored are refused',
        'a text that is not UTF-8 closes',
      ),
      ...held(story('turn'), 'what a model says badly is stored well'),
    ],
  },
  {
    id: 'F40',
    name: 'broken forms, lengths and chunks',
    held: [
      ...sized(here('odd-callers'), 'a body that says it is packed', 'leave no descriptor behind'),
      ...held(
        hostile('wire'),
        'is refused and leaves nothing behind',
        'two lengths',
        'chunks without a size',
      ),
      ...held(hostile('wire'), 'whose sender goes away leaves nothing behind'),
    ],
  },
  {
    id: 'F41',
    name: 'sockets that flood',
    held: [
      ...sized(here('odd-callers'), 'a flood of pings and of empty pieces'),
      ...held(hostile('socket'), 'a frame that is too large closes the socket', 'a flood closes the socket'),
      ...held(hostile('socket'), 'so does one that grows too large piece by piece'),
    ],
  },
  {
    id: 'F42',
    name: 'documents that are bombs',
    held: [
      ...held('server/src/providers/documents/document-reader.test.ts', 'bombs fail alone'),
      ...held(hostile('chat-files'), 'a file in a conversation'),
    ],
  },
  {
    id: 'F43',
    name: 'texts that make patterns slow',
    held: sized(here('odd-callers'), 'texts that make careless patterns slow stop nothing'),
  },
  {
    id: 'F44',
    name: 'a flood of sign-ins',
    held: [
      ...held(
        'server/src/features/access/guessing.test.ts',
        'of five hundred who sign in at once a few are let in',
        'whoever is besieged enters from where they were before',
      ),
      ...held('server/src/features/access/attempts.test.ts', 'ten on one account from one network'),
      ...held('server/src/features/access/password.test.ts', 'lets two through at a time'),
    ],
  },
  {
    id: 'F45',
    name: 'no memory left',
    held: sized(here('no-memory'), 'a process that has no memory left ends'),
  },
  {
    id: 'F46',
    name: 'keys that change under load',
    held: [
      ...sized(here('keys-under-load'), 'keys are changed while people are answered'),
      ...held(story('secret-keys'), 'a server that runs takes up the key'),
    ],
  },
  {
    id: 'F47',
    name: 'an upgrade with data, and a downgrade',
    held: [
      ...held(
        story('upgrades'),
        'from the first schema to the newest',
        'a schema of a newer program is refused',
      ),
      ...held(story('restore-points'), 'a server upgrades old data, keeps a restore point'),
    ],
  },
  {
    id: 'F48',
    name: 'a backup while people write',
    held: held(story('backup'), 'what was restored has all that was acknowledged before'),
  },
  {
    id: 'F49',
    name: 'a proxy that holds back, cuts off or leaves out',
    held: [
      ...sized(here('bad-lines'), 'behind a proxy that cuts off again and again'),
      ...sized(here('bad-lines'), 'streams tell proxies not to hold back'),
      ...sized(here('bad-lines'), 'behind a proxy that holds everything back'),
      ...long(here('bad-lines'), 'a stream in which nothing happens is heard of'),
      ...held(story('many-processes'), 'behind nginx each of two processes'),
    ],
  },
  {
    id: 'F50',
    name: 'the primary is lost and its standby takes over',
    held: held(here('failover'), 'a primary that is lost under load'),
  },
  {
    id: 'F51',
    name: 'the power is cut',
    held: [
      ...sized(here('power-cut'), 'power that is cut under a crowd'),
      ...held(here('power-cut'), 'acknowledges before the disk has it'),
    ],
  },
]
