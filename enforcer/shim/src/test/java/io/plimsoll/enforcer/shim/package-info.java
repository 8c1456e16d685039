/// Drives the built plimsoll-runc, its keeper role and its installer from outside, as an engine and an Enforcer would.
@NullMarked
package io.plimsoll.enforcer.shim;

import org.jspecify.annotations.NullMarked;
