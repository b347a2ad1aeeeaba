const lines = `
  12345678 123456789 1234567890 12345678910 0123456789 0987654321 987654321 9876543210 87654321 123123123
  123321123 1234512345 12341234 11223344 1122334455 112233445566 123454321 1234554321 147258369 159357456
  741852963 789456123 789456123 963852741 852456789 11111111 111111111 1111111111 22222222 33333333
  44444444 55555555 66666666 77777777 88888888 888888888 99999999 00000000 000000000 0000000000
  10101010 12121212 13131313 20002000 20202020 31415926 31415926535 14725836 19841984 19901990
  password password1 password12 password123 password1234 password01 passw0rd p@ssw0rd p@ssword pa55word
  passwort passwort1 passwords mypassword thepassword newpassword changeme changeme1 changeme123 letmein1
  letmein123 welcome1 welcome12 welcome123 welcome2024 welcome2025 welcome2026 iloveyou iloveyou1 iloveyou2
  qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty123456 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2
  zaq12wsx zaq1zaq1 qazwsxedc qazwsx123 asdfghjk asdfghjkl asdf1234 asdfasdf zxcvbnm1 zxcvbnm123
  q1w2e3r4 q1w2e3r4t5 1234qwer qwer1234 qwerasdf qweasdzxc qwe123456 asd123456 zxc123456 abc12345
  abc123456 abcd1234 abcdefgh abcdefg1 abcd12345 a1b2c3d4 aa123456 aa12345678 a1234567 a12345678
  a123456789 admin123 admin1234 admin12345 admin123456 adminadmin administrator administrator1 root1234
  rootroot toor1234 superuser superman superman1 test1234 test12345 testtest testing123 demo1234
  demodemo guest123 guest1234 user1234 useruser default1 default123 secret12 secret123 p4ssw0rd
  football football1 baseball basketball liverpool chelsea1 manchester arsenal1 jordan23 computer
  computer1 internet internet1 samsung1 starwars starwars1 pokemon1 pokemon123 minecraft minecraft1
  dragon12 dragon123 monkey12 monkey123 shadow12 shadow123 sunshine sunshine1 princess princess1
  butterfly chocolate michelle michael1 jennifer jessica1 charlie1 whatever trustno1 freedom1
  blink182 master12 master123 hello123 hello1234 hellohello lovelove loveyou1 babygirl babygirl1
  summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025
  woaini1314 woaini520 woaini521 woaiwojia 5201314520 52013145 1314520520 5211314521 wodemima mima1234
  qq123456 qq123456789 wang1234 zhang123 li123456 liu12345 taobao123 alibaba1 nihao123 nihaoma1
  parley123 parley1234 chatchat chatbot1 openai123 assistant assistant1 company1 company123 business1
`

/** Passwords that everyone tries first and that are long enough to be chosen here, in lower case. */
export const commonPasswords: ReadonlySet<string> = new Set(lines.split(/\s+/).filter((word) => word !== ''))
