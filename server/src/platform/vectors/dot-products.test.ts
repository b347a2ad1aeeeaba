import { expect, test } from 'vitest'
import { dotProducts, strideOf } from './dot-products.ts'

// The same in every run: a linear congruential generator.
let state = 3
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32 - 0.5
}

test.each([1, 15, 16, 33, 1_024, 8_192])(
  'products of rows of %i numbers are those of plain arithmetic',
  (dimension) => {
    const stride = strideOf(dimension)
    const question = Float32Array.from({ length: dimension }, random)
    const count = 300
    const rows = new Int8Array(count * stride)
    for (let row = 0; row < count; row++)
      for (let at = 0; at < dimension; at++) rows[row * stride + at] = Math.round(random() * 254)
    const products: number[] = []
    dotProducts(rows, question, (row, product) => {
      products[row] = product
    })
    expect(products).toHaveLength(count)
    for (const [row, product] of products.entries()) {
      const exact = question.reduce((sum, value, at) => sum + value * (rows[row * stride + at] ?? 0), 0)
      // Each number of the question is off by half of a 2,047th at most.
      expect(Math.abs(product - exact)).toBeLessThanOrEqual((dimension * 127 * 0.5) / 2_047 + 1e-3)
    }
  },
)

test('the largest products there can be do not overflow', () => {
  const rows = new Int8Array(8_192).fill(-127)
  dotProducts(rows, new Float32Array(8_192).fill(1), (_, product) =>
    expect(product).toBeCloseTo(-127 * 8_192, 0),
  )
})
