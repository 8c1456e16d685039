// a script of tests
