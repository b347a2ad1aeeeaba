import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { toast } from '../../ui/toasts.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useContactMessages } from './contact-messages.ts'

interface InlineFieldProps {
  label: string
  value: string
  type?: 'text' | 'email' | 'tel' | 'number' | 'date'
  placeholder?: string | undefined
  lengthMax: number
  isReadOnly: boolean
  /** Sends what was typed; throws what the server says of it. */
  onSave: (typed: string) => Promise<unknown>
}

/** A value that is changed where it stands: kept on Enter or when one leaves it, taken back by Escape. */
export function InlineField({
  label,
  value,
  type = 'text',
  placeholder,
  lengthMax,
  isReadOnly,
  onSave,
}: InlineFieldProps) {
  const t = useMessages()
  const tContacts = useContactMessages()
  const [typed, setTyped] = useState(value)
  const [failure, setFailure] = useState('')
  // Somebody else may have changed it.
  useEffect(() => {
    setTyped(value)
    setFailure('')
  }, [value])
  const save = async () => {
    if (typed.trim() === value || isReadOnly) return setFailure('')
    try {
      await onSave(typed.trim())
      setFailure('')
      toast({ text: tContacts.saved(label), closesAfterMs: 2_000 })
    } catch (error) {
      setFailure(faultSentence(error, t))
    }
  }
  return (
    <TextInput
      label={label}
      type={type}
      step="any"
      value={typed}
      placeholder={placeholder}
      error={failure}
      readOnly={isReadOnly}
      maxLength={lengthMax}
      autoComplete="off"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
        if (event.key === 'Escape') {
          setTyped(value)
          setFailure('')
        }
      }}
    />
  )
}
