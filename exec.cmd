@rem The scripts in package.json begin with the shell's `exec`, so that Ctrl-C and signals reach them and
@rem not a shell in between, which would end at once and hide their exit code. cmd.exe has no `exec`.
@%*
