@NullMarked
package io.plimsoll.center.server.database;

import org.jspecify.annotations.NullMarked;
