import { expect, test } from 'vitest'
import { withoutReferences } from './references.ts'

test('character references are decoded, and everything else stays', () => {
  expect(withoutReferences('a &lt; b &amp;&amp; &#20320;&#x597D; &unknown; &#xD800; &#0; & c')).toBe(
    'a < b && 你好 &unknown; &#xD800; &#0; & c',
  )
})
