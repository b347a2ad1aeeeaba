import type { Token, Tokens } from 'marked'
import { Fragment, use } from 'react'
import { ImageIcon } from '../ui/icons.tsx'
import { useMessages } from '../messages/messages.tsx'
import { CiteContext } from './cite-context.ts'
import { cutAtCitations, withoutCitations } from './citations.ts'
import { Formula } from './formula.tsx'
import type { FormulaToken } from './formula-tokens.ts'
import { inside } from './lexer.ts'
import { withoutReferences } from './references.ts'
import classes from './markdown.module.css'
import { SafeLink } from './safe-link.tsx'

export const Inline = ({ tokens }: { tokens: Token[] }) =>
  tokens.map((token, index) => <InlineToken key={index} token={token} />)

function InlineToken({ token }: { token: Token }) {
  const { message } = useMessages()
  switch (token.type) {
    case 'text':
      return inside(token).length > 0 ? (
        <Inline tokens={inside(token)} />
      ) : (
        <Messages text={withoutReferences((token as Tokens.Text).text)} />
      )
    case 'escape':
      return <Messages text={(token as Tokens.Escape).text} />
    case 'strong':
      return (
        <strong>
          <Inline tokens={inside(token)} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inline tokens={inside(token)} />
        </em>
      )
    case 'del':
      return (
        <del>
          <Inline tokens={inside(token)} />
        </del>
      )
    case 'codespan':
      return <code>{withoutCitations((token as Tokens.Codespan).text)}</code>
    case 'br':
      return <br />
    case 'link': {
      const { href, text } = token as Tokens.Link
      return (
        <SafeLink href={withoutCitations(withoutReferences(href))} text={`${text}/`}>
          <Inline tokens={inside(token)} />
        </SafeLink>
      )
    }
    case 'image': {
      // Never loaded: an image from elsewhere tells its host who reads this, and when.
      const { href, text } = token as Tokens.Image
      const name = withoutCitations(withoutReferences(text))
      return (
        <SafeLink
          href={withoutCitations(withoutReferences(href))}
          text=""
          className={classes.image}
          isPicture
        >
          <ImageIcon size={14} /> {name ? `${message.image}: ${name}` : message.image}
        </SafeLink>
      )
    }
    case 'formula':
      return <Formula token={token as FormulaToken} />
    default:
      return <Messages text={token.raw} />
  }
}

/** Plain words, with the citations between them. */
function Messages({ text }: { text: string }) {
  const Cite = use(CiteContext)
  return cutAtCitations(text).map((piece, index) => (
    <Fragment key={index}>{typeof piece === 'string' ? piece : Cite && <Cite index={piece} />}</Fragment>
  ))
}
