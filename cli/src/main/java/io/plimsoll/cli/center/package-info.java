/// Commands that speak with a Command Center over its REST interface, and only that.
@NullMarked
package io.plimsoll.cli.center;

import org.jspecify.annotations.NullMarked;
