import { join } from 'node:path'
import type { Metrics } from '#kernel/metrics.ts'
import type { Ports } from '#kernel/ports.ts'
import type { ContentKeys } from '#platform/crypto/sealed-stream.ts'
import { openGuardedNetwork } from '#platform/http/guarded-network.ts'
import type { Log } from '#platform/log/log.ts'
import type { ProcessLimits } from '#platform/processes/limited-process.ts'
import { diskBlobs } from '#providers/blobs/disk-blobs.ts'
import { s3Blobs } from '#providers/blobs/s3-blobs.ts'
import { sealedBlobs } from '#providers/blobs/sealed-blobs.ts'
import { openDocumentReader } from '#providers/documents/open-document-reader.ts'
import { openFilms } from '#providers/films/open-films.ts'
import { openDrawnPages } from '#providers/drawn-pages/open-drawn-pages.ts'
import { openPictures } from '#providers/pictures/open-pictures.ts'
import { openWebPages } from '#providers/pages/web-pages.ts'
import { BREAKER as EMBEDDING_BREAKER, openEmbeddings } from '#providers/embeddings/open-embeddings.ts'
import { openMailReader } from '#providers/mail/open-mail-reader.ts'
import { openMailer } from '#providers/mail/open-mailer.ts'
import {
  countedReadings,
  type Follow,
  followedEmbeddings,
  followedReranker,
} from '#providers/models/followed-readings.ts'
import {
  type Measured,
  measuredModels,
  measuredProviders,
  openMeasured,
  openNames,
} from '#providers/models/measured.ts'
import { RESILIENCE } from '#providers/models/resilience.ts'
import { openModels } from '#providers/models/open-models.ts'
import { pause } from '#providers/pause.ts'
import { openScanner } from '#providers/scanner/open-scanner.ts'
import { openSpeaker } from '#providers/sound/open-speaker.ts'
import { openTranscriber } from '#providers/sound/open-transcriber.ts'
import { BREAKER as RERANK_BREAKER, openReranker } from '#providers/rerank/open-reranker.ts'
import { openToolServers } from '#providers/tool-servers/open-tool-servers.ts'
import { openProviders } from '#providers/models/open-providers.ts'
import type { Config } from '../config.ts'
import type { Tracing } from './open-tracing.ts'

interface Around {
  readonly log: Log
  readonly metrics: Metrics
  readonly tracing: Tracing
  readonly contentKeys: ContentKeys
}

/** The limits for reading one document. */
export const documentLimits: ProcessLimits = { memoryLimitMb: 512, timeLimitMs: 60_000, cpuLimitMs: 30_000 }

/** Opens the ports as configured; `fakes` replace some of them. */
export function openPorts(
  config: Config,
  fakes: Partial<Ports>,
  { log, metrics, tracing, contentKeys }: Around,
): Ports {
  const documents = fakes.documents ?? openDocumentReader(documentLimits)
  const { pageHosts, privateHosts } = config.settings
  const guarded = tracing.through(openGuardedNetwork({ allowedHosts: privateHosts }))
  const { open } = tracing
  const nameOf = openNames()
  const measure = openMeasured(metrics, nameOf)
  const measured: Measured = (model) => measure(tracing.ofModels(model))
  const counted = countedReadings(metrics, nameOf)
  const follow: Follow = (reading, ask, factsOf) =>
    counted(reading, () => tracing.ofReadings(reading, ask, factsOf), factsOf)
  const reranker =
    fakes.reranker ?? (config.rerank && openReranker(config.rerank, log, RERANK_BREAKER, open.call))
  return {
    tools: fakes.tools ?? [],
    models: measuredModels(fakes.models ?? openModels(config.models, log, RESILIENCE, open), measured),
    providers: measuredProviders(fakes.providers ?? openProviders(log, guarded, RESILIENCE, open), measured),
    embeddings: followedEmbeddings(
      fakes.embeddings ?? openEmbeddings(config.embeddings, log, guarded.call, EMBEDDING_BREAKER, open.call),
      follow,
    ),
    reranker: reranker && followedReranker(reranker, follow),
    blobs:
      fakes.blobs ??
      sealedBlobs(
        config.bucket ? s3Blobs(config.bucket) : diskBlobs(join(config.dataDirectory, 'files')),
        contentKeys,
        { seals: config.sealsContent },
      ),
    documents,
    pictures: fakes.pictures ?? openPictures(),
    drawnPages: fakes.drawnPages ?? (config.pageTool ? openDrawnPages(config.pageTool) : null),
    films: fakes.films ?? (config.filmTools && openFilms(config.filmTools)),
    scanner: fakes.scanner ?? (config.scanner && openScanner(config.scanner)),
    transcriber: fakes.transcriber ?? (config.transcriber && openTranscriber(config.transcriber, open.call)),
    speaker: fakes.speaker ?? (config.speaker && openSpeaker(config.speaker, open.call)),
    pause: fakes.pause ?? pause,
    callOut: fakes.callOut ?? guarded.call,
    mailer: fakes.mailer ?? (config.mail && openMailer(config.mail)),
    mails: fakes.mails ?? openMailReader({ memoryLimitMb: 256, timeLimitMs: 20_000 }),
    toolServers:
      fakes.toolServers ??
      openToolServers({
        fetch: guarded.fetch,
        programs: config.toolPrograms,
        log,
        version: config.settings.version,
      }),
    pages:
      fakes.pages ??
      openWebPages({
        fetch: openGuardedNetwork({ allowedHosts: pageHosts }).fetch,
        mediaTypes: documents.mediaTypes,
      }),
  }
}
