import { Fieldset, NumberInput, Select } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { useBudgetMessages } from '../../messages/budgets/budget-messages.ts'
import type { BudgetDraft } from './budget-draft.ts'
import classes from './budgets.module.css'
import { numberOf } from './limit-fields.tsx'

interface FieldsProps {
  draft: BudgetDraft
  put: (change: Partial<BudgetDraft>) => void
}

/** What a budget does, and from which percentage. */
export function ThresholdFields({ draft, put }: FieldsProps) {
  const t = useBudgetMessages()
  const models = useResource(resource('agents.languageModels')).value?.items ?? []
  const from = (name: 'warnAt' | 'cheaperAt' | 'knowledgeAt' | 'personAt') => (
    <NumberInput
      label={t[name]}
      placeholder={t.never}
      value={draft[name] ?? ''}
      onChange={(value) => put({ [name]: numberOf(value) })}
      min={1}
      max={100}
      suffix=" %"
      allowDecimal={false}
      hideControls
    />
  )
  return (
    <Fieldset legend={t.thresholds} variant="unstyled">
      <div className={classes.pair}>
        {from('warnAt')}
        {from('cheaperAt')}
        <Select
          label={t.cheaperModel}
          data={models.map(({ id }) => id)}
          value={draft.cheaperModel}
          onChange={(cheaperModel) => put({ cheaperModel })}
          clearable
        />
        {from('knowledgeAt')}
        {from('personAt')}
      </div>
    </Fieldset>
  )
}
