# Runs its arguments as a child that cannot outlive the practice network. Standard input is a
# pipe that only the network holds: however the network ends, even by SIGKILL, the pipe closes.
# A session of its own (the network detaches this shell) keeps a terminal's signals away.
trap '' INT TERM HUP
if command -v setpriv >/dev/null 2>&1; then
	# The reverse case: this shell is killed, and the kernel ends the child.
	set -- setpriv --pdeathsig KILL "$@"
fi
"$@" </dev/null &
child=$!
exec >/dev/null
read -r _
kill -KILL "$child" 2>/dev/null
wait "$child" 2>/dev/null
exit 0
