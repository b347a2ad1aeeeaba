import type { Token, Tokens } from 'marked'
import { createElement } from 'react'
import { LongText } from '../ui/long-text.tsx'
import { CodeBlock } from './code-block.tsx'
import { Formula } from './formula.tsx'
import type { FormulaToken } from './formula-tokens.ts'
import { withoutCitations } from './citations.ts'
import { Inline } from './inline.tsx'
import { inside } from './lexer.ts'
import { useMessages } from '../messages/messages.tsx'
import classes from './markdown.module.css'

/** One block of Markdown: a paragraph, a list, a table … */
export function Block({ token }: { token: Token }) {
  switch (token.type) {
    case 'heading':
      // The page has its own first heading: those of a message stand below it.
      return createElement(
        `h${Math.min(6, (token as Tokens.Heading).depth + 2)}`,
        null,
        <Inline tokens={inside(token)} />,
      )
    case 'paragraph':
      return (
        <p>
          <Inline tokens={inside(token)} />
        </p>
      )
    case 'text':
      return <Inline tokens={inside(token).length > 0 ? inside(token) : [token]} />
    case 'blockquote':
      return (
        <blockquote>
          <Blocks tokens={inside(token)} />
        </blockquote>
      )
    case 'list':
      return <List list={token as Tokens.List} />
    case 'code':
      return <Code code={token as Tokens.Code} />
    case 'table':
      return <Table table={token as Tokens.Table} />
    case 'formula':
      return <Formula token={token as FormulaToken} />
    case 'hr':
      return <hr />
    case 'space':
    case 'def':
      return null
    default:
      return <AsWritten text={token.raw} />
  }
}

/** What is no Markdown, such as HTML, or too much of it. */
const AsWritten = ({ text }: { text: string }) => (
  <p className={classes.as_written}>
    <LongText text={withoutCitations(text)} />
  </p>
)

const Code = ({ code: { text, lang, raw } }: { code: Tokens.Code }) => (
  <CodeBlock text={text} info={lang ?? ''} isOpen={!/\n {0,3}(?:`{3,}|~{3,})\s*$/.test(raw)} />
)

const Blocks = ({ tokens }: { tokens: Token[] }) =>
  tokens.map((token, index) => <Block key={index} token={token} />)

function TaskMark({ isDone }: { isDone: boolean }) {
  const { message } = useMessages()
  return (
    <input
      type="checkbox"
      checked={isDone}
      disabled
      readOnly
      aria-label={isDone ? message.taskDone : message.taskOpen}
    />
  )
}

function List({ list }: { list: Tokens.List }) {
  const items = list.items.map((item, index) => (
    <li key={index} className={item.task ? classes.task : undefined}>
      {item.task && <TaskMark isDone={item.checked === true} />}
      <Blocks tokens={item.tokens.filter(({ type }) => type !== 'checkbox')} />
    </li>
  ))
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>
}

const CELLS_MAX = 5_000

const UNBROKEN_MAX = 20

function Table({ table }: { table: Tokens.Table }) {
  if (table.header.length * table.rows.length > CELLS_MAX) return <AsWritten text={table.raw} />
  const cell = ({ text, tokens, align, header }: Tokens.TableCell, index: number) =>
    createElement(
      header ? 'th' : 'td',
      {
        key: index,
        // A date or a number is not broken at its hyphens.
        'data-unbroken': (text.length <= UNBROKEN_MAX && !text.includes(' ')) || undefined,
        ...(align && { style: { textAlign: align } }),
      },
      <Inline tokens={tokens} />,
    )
  return (
    // Wide tables scroll by themselves; the keyboard must reach what scrolls.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.table} tabIndex={0} role="group">
      <table>
        <thead>
          <tr>{table.header.map(cell)}</tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>{row.map(cell)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
