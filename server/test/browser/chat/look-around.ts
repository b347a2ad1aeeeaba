import type { Page } from 'playwright-core'

/** What was found in a page. */
export interface Found {
  /** The words of every paragraph. */
  names: string[]
  /** Elements, attributes and addresses that no message should bring into the page. */
  strange: string[]
}

/** Lays out all that was loaded of a conversation, as for a printer, or again only what is near the reader. */
export const layOutAll = (page: Page, isAll: boolean) =>
  page.evaluate((name) => void dispatchEvent(new Event(name)), isAll ? 'beforeprint' : 'afterprint')

/** Runs in the page: opens what can be opened, sets off what could be set off, and says what stands in the messages. */
export function lookAround(): Found {
  const known = new Set(
    (
      'A ARTICLE B BDI BLOCKQUOTE BR BUTTON CIRCLE CODE DD DEL DETAILS DIV DL DT EM G H3 H4 H5 H6 HR IMG INPUT LI OL P PATH ' +
      'PRE RECT SECTION SPAN STRONG SUMMARY SVG TABLE TBODY TD TH THEAD TIME TR UL'
    ).split(' '),
  )
  const safe = /^(https?:\/\/|mailto:|blob:http:\/\/127\.0\.0\.1|\/)/
  const strange = new Set<string>()
  for (const details of document.querySelectorAll<HTMLDetailsElement>('article details')) details.open = true
  for (const element of document.querySelectorAll<HTMLElement>('article *')) {
    if (!known.has(element.tagName.toUpperCase()) && !/^(math|m[a-z]+)$/.test(element.tagName))
      strange.add(`element ${element.tagName}`)
    for (const { name, value } of element.attributes)
      if (name.startsWith('on') || name === 'srcdoc' || (name === 'style' && /url|position/.test(value)))
        strange.add(`attribute ${name}=${value}`)
    const address = element.getAttribute('href') ?? element.getAttribute('src')
    if (address !== null && !safe.test(address)) {
      strange.add(`address ${address}`)
      if (element.matches('a')) element.click()
    }
    element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
  }
  const names = [...document.querySelectorAll('article p')].map(({ textContent }) => textContent ?? '')
  return { names, strange: [...strange] }
}

/** Waits until a picture that is asked for now has failed: what was asked for before it has then failed too. */
export async function outlast(page: Page) {
  for (let round = 0; round < 3; round += 1)
    await page.evaluate(
      (at) =>
        new Promise<void>((done) => {
          const picture = new Image()
          for (const end of ['load', 'error']) picture.addEventListener(end, () => setTimeout(done))
          picture.src = `${location.origin}/no-such-picture-${at}.png`
        }),
      round,
    )
}
