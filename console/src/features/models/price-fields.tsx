import { NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Price } from '#contract/money.ts'
import { useModelMessages } from '../../messages/models/model-messages.ts'
import type { Draft } from './draft.ts'
import classes from './models.module.css'

interface PriceFieldsProps {
  models: Draft['models']
  onChange: (models: Draft['models']) => void
}

const unpriced: Price = { currency: 'USD', input: 0, cachedInput: null, output: 0 }

/** What each model costs, so that replies can say what they cost; folded away until somebody gives a price. */
export function PriceFields({ models, onChange }: PriceFieldsProps) {
  const { models: t } = useModelMessages()
  const set = (name: string, price: Price | null) =>
    onChange(models.map((model) => (model.name === name ? { name, price } : model)))
  const [isOpen, setOpen] = useState(models.some(({ price }) => price != null))
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.prices}>{t.prices}</summary>
      <Stack gap="sm" mt="xs">
        {models.map(({ name, price }) => (
          <ModelPrice key={name} name={name} price={price ?? null} onChange={(next) => set(name, next)} />
        ))}
      </Stack>
    </details>
  )
}

interface ModelPriceProps {
  name: string
  price: Price | null
  onChange: (price: Price | null) => void
}

function ModelPrice({ name, price, onChange }: ModelPriceProps) {
  const { models: t } = useModelMessages()
  const amount = (what: 'input' | 'cachedInput' | 'output', label: string) => (
    <NumberInput
      size="xs"
      aria-label={t.priceOf(label, name)}
      placeholder={label}
      value={price?.[what] ?? ''}
      onChange={(value) => {
        const next = value === '' ? null : Number(value)
        // Without the two that always count, nothing is known.
        if (next === null && what !== 'cachedInput') return onChange(null)
        onChange({ ...(price ?? unpriced), [what]: next })
      }}
      min={0}
      hideControls
    />
  )
  return (
    <div>
      <Text size="sm" className={classes.model_name}>
        {name}
      </Text>
      <div className={classes.price}>
        {amount('input', t.priceInput)}
        {amount('cachedInput', t.priceCached)}
        {amount('output', t.priceOutput)}
        <TextInput
          size="xs"
          aria-label={t.priceOf(t.currency, name)}
          value={price?.currency ?? ''}
          placeholder="USD"
          maxLength={3}
          onChange={(event) =>
            onChange({ ...(price ?? unpriced), currency: event.currentTarget.value.toUpperCase() })
          }
        />
      </div>
    </div>
  )
}
