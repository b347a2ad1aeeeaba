import { memo, use, useEffect } from 'react'
import { createStore, useStore } from '../data/store.ts'
import { CiteContext } from './cite-context.ts'
import { citationsIn, withoutCitations } from './citations.ts'
import type { formulaElement } from './formula-element.ts'
import type { FormulaToken } from './formula-tokens.ts'
import classes from './formula.module.css'

/** Null until it was fetched; formulas are shown as their source until then. */
const typesetter = createStore<typeof formulaElement | null>(null)

let fetching: Promise<void> | undefined
const fetchTypesetter = () => {
  fetching ??= import('./formula-element.ts').then(
    (loaded) => typesetter.set(loaded.formulaElement),
    () => {
      fetching = undefined
    },
  )
}

/** A formula; its source where it cannot be read. */
export function Formula({ token: { tex, isDisplayed, isOpen } }: { token: FormulaToken }) {
  const Cite = use(CiteContext)
  return (
    <>
      <Typeset tex={withoutCitations(tex)} isDisplayed={isDisplayed} isOpen={isOpen} />
      {Cite && citationsIn(tex).map((index) => <Cite key={index} index={index} />)}
    </>
  )
}

const Typeset = memo(({ tex, isDisplayed, isOpen }: Omit<FormulaToken, 'type' | 'raw'>) => {
  const typeset = useStore(typesetter)
  useEffect(fetchTypesetter, [])
  const element = isOpen ? null : (typeset?.(tex, isDisplayed) ?? null)
  return (
    <span className={isDisplayed ? classes.displayed : classes.within}>{element ?? <code>{tex}</code>}</span>
  )
})
