import { TextInput, type TextInputProps } from '@mantine/core'

interface UrlFieldProps extends Pick<TextInputProps, 'label' | 'description' | 'error' | 'required'> {
  value: string
  onChange: (value: string) => void
  /** Whether one begins here. */
  isFirst?: boolean
}

/** Where something on the web is. */
export const UrlField = ({ onChange, isFirst = false, ...shown }: UrlFieldProps) => (
  <TextInput
    {...shown}
    type="url"
    inputMode="url"
    onChange={(event) => onChange(event.currentTarget.value)}
    maxLength={500}
    data-autofocus={isFirst || undefined}
  />
)
