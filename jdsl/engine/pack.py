"""placeholder"""
from jdsl.engine.kernel import kernel


@kernel
def pack(contacts):
    return 0


@kernel
def unpack(contacts):
    return 0
