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
      ...held(
        story('crash'),
        'kill -9 during answers, ${ROUNDS} rounds: nothing lost',
        'acknowledges before it commits',
      ),
      ...held(here('history'), 'it detects that %s'),
    ],
  },
  {
    id: 'F02',
    name: 'killed in the middle of an answer',
    held: [
      ...held(story('crash'), 'kill -9 during answers, ${ROUNDS} rounds: nothing lost'),
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
      ...sized(here('killed-while-indexing'), 'killed while indexing documents: each ends ready, with'),
      ...held('server/src/features/knowledge/indexing/index-document.test.ts', 'an attempt that was killed'),
    ],
  },
  {
    id: 'F05',
    name: 'killed during the first start or a migration',
    held: [
      ...sized(here('killed-at-start'), 'killed ${KILLS} times during its first start, the next'),
      ...sized(here('killed-at-start'), 'killed while migrating data up, each step is complete or'),
      ...held(story('migrations'), 'concurrent migrators take turns'),
    ],
  },
  {
    id: 'F06',
    name: 'killed while a conversation is taken over or given back',
    held: [
      ...sized(here('killed-while-taking-over'), 'killed during takeovers and returns, each conversation'),
      ...held(story('takeover-fence'), 'no agent says a word after the takeover was acknowledged'),
    ],
  },
  {
    id: 'F07',
    name: 'told to stop under load',
    held: [
      ...sized(here('told-to-stop'), 'stopped under load it ends cleanly each time, and nothing'),
      ...sized(here('told-to-stop'), 'an answer that takes too long is handed over'),
      ...held(story('operate'), 'SIGTERM ends it cleanly'),
    ],
  },
  {
    id: 'F08',
    name: 'a second process on the same data directory',
    held: [
      ...sized(here('same-directory'), 'a second process on the directory is refused'),
      ...held(story('operate'), 'a second server on the same directory is refused, and the'),
    ],
  },
  {
    id: 'F09',
    name: 'a process that stands still for a minute and wakes up',
    held: [
      ...sized(here('zombie'), 'a frozen process wakes up powerless: others continued its'),
      ...held(story('fencing'), 'a writer that lost its lease cannot write'),
      ...held(
        'server/src/features/replies/stream/remote-draft.test.ts',
        'a stalled remote draft shows nothing queued once the',
      ),
      ...held(
        story('takeover-fence'),
        'nor when it is followed live in a process that hears the',
        'the same rounds catch processes that relay text without a',
      ),
    ],
  },
  {
    id: 'F10',
    name: 'the database server is away',
    held: sized(here('database-away'), 'a dead database server is waited for: callers are told to'),
  },
  {
    id: 'F11',
    name: 'a slow database, a lock that is held, no connection left',
    held: held(
      here('busy-database'),
      'a held lock is waited for briefly, then reported; nobody',
      'when all connections are waiting, callers are told so',
      'a slow database only slows what needs it',
    ),
  },
  {
    id: 'F12',
    name: 'a connection cut in a transaction, a database that only reads',
    held: [
      ...sized(
        here('connection-cut'),
        'connections cut during transactions lose and double',
        'a temporarily read-only database: reads continue, writes',
      ),
      ...held(here('killed-in-a-shared-transaction'), 'is killed while turns share a transaction'),
      ...held(story('shared-transactions'), 'a turn refused by the database among others fails alone'),
      ...held(
        'server/src/platform/database/transaction.test.ts',
        'a transaction that throws after a write leaves nothing',
      ),
    ],
  },
  {
    id: 'F13',
    name: 'a slow statement in the embedded database',
    held: sized(here('slow-statement'), 'during one long statement, the process answers everything'),
  },
  {
    id: 'F14',
    name: 'Redis away, emptied or slow',
    held: [
      ...sized(here('redis-away'), 'slower, and nothing lost, doubled or torn'),
      ...held(story('joined-by-redis'), 'a Redis that dies during an answer costs nobody a word'),
    ],
  },
  {
    id: 'F15',
    name: 'a full disk below the database',
    held: held(
      here('database-disk-full'),
      'low on space, nothing new is stored, reads work, and it',
      'completely full, it ends with the reason, does not start',
    ),
  },
  {
    id: 'F16',
    name: 'a full or read-only disk below the files',
    held: [
      ...held(
        story('no-space'),
        'an upload onto a full disk is refused as such, and leaves',
        'on a disk that is really full',
      ),
      ...held(here('read-only-disk'), 'read-only files are read, an upload is refused as such'),
    ],
  },
  {
    id: 'F17',
    name: 'a damaged data directory',
    held: held(
      here('damaged-directory'),
      'a directory is refused with an explanation and left',
      'the same directory, undamaged',
    ),
  },
  {
    id: 'F18',
    name: 'a model that is overloaded or fails',
    held: [
      ...held(
        models('resilience'),
        '%i is retried, and reported',
        'the pause is the one the provider requests',
      ),
      ...held(
        models('resilience'),
        'a pause that is too long is not waited for',
        'the fallback answers under',
      ),
      ...held(
        story('turn'),
        'a rate limit is waited for and shown, then answered',
        'a failing provider ends the reply with a code, keeps the',
      ),
    ],
  },
  {
    id: 'F19',
    name: 'a model that cannot be reached',
    held: [
      ...held(models('resilience'), 'a failed connection is retried'),
      ...held(
        'server/src/providers/breaker.test.ts',
        'a model that keeps failing is skipped for a while, and',
      ),
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
      'split at any point into two reads',
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
      'of a thousand calls in one step, none is made',
      'a model that calls endlessly is stopped',
      'calls with the same ID are distinguished, within a step',
    ),
  },
  {
    id: 'F24',
    name: 'a tool server that hangs, dies, floods or changes',
    held: held(
      story('hostile-tool-servers'),
      'an unresponsive tool is an error that the model gets: %s',
      'a response of 100 MB is cut off early',
      'a changed tool is not called before it is approved, and',
    ),
  },
  {
    id: 'F25',
    name: 'an embedding model that fails or answers nonsense',
    held: [
      ...held(
        'server/src/features/knowledge/search/degraded-search.test.ts',
        'a model that is %s (%j) leaves the search by words, and',
      ),
      ...held(
        'server/src/features/knowledge/search/hybrid-search.test.ts',
        'while the provider fails, words decide and a warning is',
      ),
    ],
  },
  {
    id: 'F26',
    name: 'readers that take nothing',
    held: [
      ...sized(here('many-readers'), '${sized(200, 1_000)} readers that receive nothing cost'),
      ...held(story('sockets-that-fail'), 'a reader that receives nothing is disconnected with a'),
    ],
  },
  {
    id: 'F27',
    name: 'a connection that dies silently',
    held: [
      ...long(here('bad-lines'), 'a silently dead connection is given up'),
      ...held(
        'server/src/dialects/native/socket-limits.test.ts',
        'a peer that misses two pings is disconnected, and one',
      ),
    ],
  },
  {
    id: 'F28',
    name: 'everybody comes back at once',
    held: [
      ...sized(here('many-readers'), '${CROWD} readers disconnected at once all resume where'),
      ...held(story('sockets-that-fail'), 'many readers that reconnect at once resume where they'),
    ],
  },
  {
    id: 'F29',
    name: 'callers that send or read very slowly',
    held: [
      ...sized(here('slow-callers'), 'a client that never finishes its request head is'),
      ...sized(here('slow-callers'), 'a client that does not read its responses delays nobody'),
      ...long(here('slow-callers'), 'a client that never finishes its body is disconnected too'),
      ...held(hostile('wire'), 'an unfinished request delays nobody'),
    ],
  },
  {
    id: 'F30',
    name: 'more connections than the process may have',
    held: sized(here('too-many-connections'), 'excess connections are refused; work continues, and'),
  },
  {
    id: 'F31',
    name: 'a clock that steps',
    held: held(here('clock-steps'), 'the clock steps %s during an answer: it is written once'),
  },
  {
    id: 'F32',
    name: 'one message sent many times',
    held: [
      ...sized(here('same-message'), 'one message sent fifty times at once'),
      ...held(
        story('turn'),
        'a repeated clientId returns the same message, even for',
        'an Idempotency-Key makes a repeat',
      ),
    ],
  },
  {
    id: 'F33',
    name: 'a second message before the first is answered',
    held: held(story('turn'), 'a second message during an answer is queued, rejected or'),
  },
  {
    id: 'F34',
    name: 'channels that tell the same again, or out of order',
    held: [
      ...held(
        story('channels'),
        'a message is received once, answered, and the complete',
        'concurrent messages create one person and one conversation',
      ),
      ...held(story('channels'), 'the delivery state of an answer is shown in the inbox'),
      ...held(story('webhooks'), 'a receiver that dies midway gets the same event again'),
    ],
  },
  {
    id: 'F35',
    name: 'a job that fails, hangs, or ends its process',
    held: [
      ...held(
        here('poison-jobs'),
        'a job that keeps ending its process is given up, and',
        'a hanging answer delays no other',
      ),
      ...held(
        story('jobs'),
        'a job that ended its process in every attempt is not',
        'a dead job shows its reason, and runs when it is retried',
      ),
      ...held('server/src/platform/queue/queue.test.ts', 'a job that fails waits longer and longer'),
      ...held(
        'server/src/providers/documents/document-reader.test.ts',
        'a PDF that exhausts memory ends its thread while others',
      ),
    ],
  },
  {
    id: 'F36',
    name: 'very many jobs due at once',
    held: [
      ...sized(here('many-due'), '${DUE} jobs due at the start run a few at a time, while'),
      ...held(
        'server/src/platform/queue/scheduled-jobs.test.ts',
        'of many that are due together only a few run at a time',
      ),
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
      ...held(hostile('door'), 'an invalid body', 'too much nesting is reported', 'a body that is too large'),
      ...held(hostile('http'), 'every field with arbitrary values'),
    ],
  },
  {
    id: 'F39',
    name: 'text that is no text',
    held: [
      ...held(hostile('http'), 'every field with arbitrary values'),
      ...held(
        hostile('socket'),
        'unstorable texts are refused, and the socket stays open',
        'text that is not UTF-8 closes the socket',
      ),
      ...held(story('turn'), 'malformed model text is stored safely, and its length is'),
    ],
  },
  {
    id: 'F40',
    name: 'broken forms, lengths and chunks',
    held: [
      ...sized(
        here('odd-callers'),
        'a compressed body is not decompressed',
        'callers that disconnect at any point leak no descriptor',
      ),
      ...held(
        hostile('wire'),
        'is refused and leaves nothing behind',
        'two lengths',
        'chunks without a size',
      ),
      ...held(hostile('wire'), 'whose sender disconnects leaves nothing behind'),
    ],
  },
  {
    id: 'F41',
    name: 'sockets that flood',
    held: [
      ...sized(here('odd-callers'), 'a flood of pings and empty fragments on one socket'),
      ...held(hostile('socket'), 'a frame that is too large closes the socket', 'a flood closes the socket'),
      ...held(hostile('socket'), 'so does one that grows too large in fragments'),
    ],
  },
  {
    id: 'F42',
    name: 'documents that are bombs',
    held: [
      ...held('server/src/providers/documents/document-reader.test.ts', 'bombs fail on their own'),
      ...held(hostile('chat-files'), 'a file in a conversation'),
    ],
  },
  {
    id: 'F43',
    name: 'texts that make patterns slow',
    held: sized(here('odd-callers'), 'texts that slow careless patterns stop nothing, wherever'),
  },
  {
    id: 'F44',
    name: 'a flood of sign-ins',
    held: [
      ...held(
        'server/src/features/access/guessing.test.ts',
        'of five hundred concurrent sign-ins a few are admitted',
        'the owner of an attacked account still signs in from',
      ),
      ...held('server/src/features/access/attempts.test.ts', 'ten on one account from one network'),
      ...held(
        'server/src/features/access/password.test.ts',
        'admits two at a time, in order, and refuses when its',
      ),
    ],
  },
  {
    id: 'F45',
    name: 'no memory left',
    held: sized(here('no-memory'), 'a process that runs out of memory ends, and the next one'),
  },
  {
    id: 'F46',
    name: 'keys that change under load',
    held: [
      ...sized(here('keys-under-load'), 'keys are changed during answers by a model with an'),
      ...held(story('secret-keys'), 'a running server uses an added key, and the command'),
    ],
  },
  {
    id: 'F47',
    name: 'an upgrade with data, and a downgrade',
    held: [
      ...held(
        story('upgrades'),
        'from the first schema to the newest',
        'a newer program’s schema is refused by every command, and',
      ),
      ...held(story('restore-points'), 'a server upgrades old data, keeps a restore point'),
    ],
  },
  {
    id: 'F48',
    name: 'a backup while people write',
    held: held(story('backup'), 'a restored server has everything acknowledged before'),
  },
  {
    id: 'F49',
    name: 'a proxy that holds back, cuts off or leaves out',
    held: [
      ...sized(here('bad-lines'), 'behind a proxy that keeps disconnecting, an answer is'),
      ...sized(here('bad-lines'), 'streams tell proxies not to buffer or transform them'),
      ...sized(here('bad-lines'), 'behind a proxy that buffers for a while, nothing is lost'),
      ...long(here('bad-lines'), 'an idle stream sends heartbeats, so that no proxy ends it'),
      ...held(story('many-processes'), 'behind nginx, two processes are killed in turn under'),
    ],
  },
  {
    id: 'F50',
    name: 'the primary is lost and its standby takes over',
    held: held(here('failover'), 'a primary lost under load is replaced by its standby, and'),
  },
  {
    id: 'F51',
    name: 'the power is cut',
    held: [
      ...sized(here('power-cut'), 'power cuts under load, the first right after the first'),
      ...held(here('power-cut'), 'acknowledges before the disk has it'),
    ],
  },
]
