import { lazy, Suspense, useMemo } from 'react'
import type {
  MessagePart,
  SourcePart,
  ToolApprovalPart,
  ToolCallPart,
  ToolResultPart,
  UnsupportedPart,
} from '#contract/message-parts.ts'
import { withCitations } from '../../markdown/citations.ts'
import { Markdown } from '../../markdown/markdown.tsx'
import { CitationMark, SourcesProvider } from './citation-mark.tsx'
import bubbles from './bubbles.module.css'
import { Files } from './files.tsx'
import { TRANSFER_TOOL, TransferLine } from './participants/transfer-line.tsx'
import { Reasoning } from './reasoning.tsx'
import { LazyToolStep } from './tools/lazy-tool-step.tsx'
import { WithheldNote } from './withheld-note.tsx'

const FileReadNote = lazy(async () => ({
  default: (await import('./attached/file-read-note.tsx')).FileReadNote,
}))

const LimitedNote = lazy(async () => ({
  default: (await import('../budgets/limited-note.tsx')).LimitedNote,
}))

interface AnswerPartsProps {
  parts: readonly MessagePart[]
  sources: readonly SourcePart[]
  isWriting: boolean
  /** Whether its agent answers in several messages; one that came so is shown so in any case. */
  isSplit?: boolean
}

/** The parts of an answer in the order in which they came. */
export function AnswerParts({ parts, sources, isWriting, isSplit = false }: AnswerPartsProps) {
  const inBubbles =
    isSplit || parts.some((part, at) => part.type === 'text' && parts[at + 1]?.type === 'text')
  const unsupported = parts.filter((part): part is UnsupportedPart => part.type === 'unsupported')
  return parts.map((part, index) => {
    switch (part.type) {
      case 'text':
        return (
          <div key={index} className={inBubbles ? bubbles.bubble : undefined}>
            <CitedText
              text={part.text}
              part={index}
              sources={sources}
              unsupported={unsupported}
              isGrowing={isWriting}
            />
          </div>
        )
      case 'reasoning':
        return <Reasoning key={index} part={part} isStreaming={isWriting && index === parts.length - 1} />
      case 'tool-call':
        return isDone(parts, part) ? (
          <TransferLine key={index} call={part} />
        ) : (
          <LazyToolStep
            key={index}
            call={part}
            result={resultOf(parts, part.callId)}
            approval={approvalOf(parts, part.callId)}
            isStreaming={isWriting}
          />
        )
      case 'tool-result':
        // The answer before asked for the call, and this one made it.
        return parts.some((one) => one.type === 'tool-call' && one.callId === part.callId) ? null : (
          <LazyToolStep key={index} result={part} isStreaming={isWriting} />
        )
      case 'file':
        return <Files key={index} files={[part]} />
      case 'file-read':
        return (
          <Suspense key={index} fallback={null}>
            <FileReadNote part={part} />
          </Suspense>
        )
      case 'withheld':
        return <WithheldNote key={index} part={part} />
      case 'limited':
        return (
          <Suspense key={index} fallback={null}>
            <LimitedNote part={part} />
          </Suspense>
        )
      default:
        return null
    }
  })
}

const isDone = (parts: readonly MessagePart[], { name, callId }: ToolCallPart): boolean =>
  name === TRANSFER_TOOL && resultOf(parts, callId)?.isError === false

const approvalOf = (parts: readonly MessagePart[], callId: string): ToolApprovalPart | undefined =>
  parts.find((part): part is ToolApprovalPart => part.type === 'tool-approval' && part.callId === callId)

const resultOf = (parts: readonly MessagePart[], callId: string): ToolResultPart | undefined =>
  parts.find((part): part is ToolResultPart => part.type === 'tool-result' && part.callId === callId)

interface CitedTextProps {
  text: string
  part: number
  sources: readonly SourcePart[]
  unsupported: readonly UnsupportedPart[]
  isGrowing: boolean
}

function CitedText({ text, part, sources, unsupported, isGrowing }: CitedTextProps) {
  const mine = useMemo(
    () => [...sources, ...unsupported].filter(({ answerRange }) => answerRange.part === part),
    [sources, unsupported, part],
  )
  const marked = useMemo(() => withCitations(text, mine), [text, mine])
  return (
    <SourcesProvider value={mine}>
      <Markdown text={marked} isGrowing={isGrowing} cite={CitationMark} />
    </SourcesProvider>
  )
}
