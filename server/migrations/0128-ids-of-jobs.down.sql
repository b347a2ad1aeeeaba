-- Their new ids serve as well as the ones of before.
SELECT;
