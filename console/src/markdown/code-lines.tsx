import { Fragment, memo, useEffect, useState } from 'react'
import { createStore, useStore } from '../data/store.ts'
import type { highlight, Stretch } from './highlighter.ts'
import classes from './code.module.css'

/** Null until it was fetched; code is plain until then. */
const highlighter = createStore<typeof highlight | null>(null)

let fetching: Promise<void> | undefined
const fetchHighlighter = () => {
  fetching ??= import('./highlighter.ts').then(
    (loaded) => highlighter.set(loaded.highlight),
    () => {
      fetching = undefined
    },
  )
}

const LENGTH_MAX = 50_000

interface CodeLinesProps {
  code: string
  language: string
  /** Whether more of it may come: its last line is then left plain, so that colours do not flicker. */
  isOpen: boolean
}

/** Code with its keywords, strings … in colours. */
export function CodeLines({ code, language, isOpen }: CodeLinesProps) {
  const [read] = useState(openReader)
  const colours = useStore(highlighter)
  const isFit = language !== '' && code.length <= LENGTH_MAX
  useEffect(() => {
    if (isFit) fetchHighlighter()
  }, [isFit])
  if (!isFit || !colours) return code
  const { lines, rest } = read(colours, code, language, isOpen)
  return (
    <>
      {lines.map((stretches, index) => (
        <Line key={index} stretches={stretches} isLast={index === lines.length - 1} />
      ))}
      {rest}
    </>
  )
}

interface LineProps {
  stretches: readonly Stretch[]
  isLast: boolean
}

const Line = memo(
  ({ stretches, isLast }: LineProps) => (
    <>
      {stretches.map(({ kind, text }, index) =>
        kind === '' ? (
          <Fragment key={index}>{text}</Fragment>
        ) : (
          <span key={index} className={classes[kind]}>
            {text}
          </span>
        ),
      )}
      {!isLast && '\n'}
    </>
  ),
  (before, after) => before.isLast === after.isLast && isSame(before.stretches, after.stretches),
)

const isSame = (a: readonly Stretch[], b: readonly Stretch[]) =>
  a.length === b.length && a.every(({ kind, text }, at) => kind === b[at]?.kind && text === b[at].text)

/** While code grows it is not worth reading it again for less than this share of it. */
const SHARE = 1 / 32

/** Reads code that grows: whole lines, and again only when enough of them came. */
function openReader() {
  let held = { code: '', language: '', lines: [] as Stretch[][] }
  return (colours: typeof highlight, code: string, language: string, isOpen: boolean) => {
    const wanted = isOpen ? code.slice(0, code.lastIndexOf('\n') + 1) : code
    const isHeldGood =
      held.language === language &&
      (held.code === wanted ||
        (isOpen &&
          wanted.startsWith(held.code) &&
          wanted.length - held.code.length < held.code.length * SHARE))
    if (!isHeldGood) {
      const lines = colours(wanted, language)
      held = lines ? { code: wanted, language, lines } : { code: '', language, lines: [] }
    }
    return { lines: held.lines, rest: code.slice(held.code.length) }
  }
}
