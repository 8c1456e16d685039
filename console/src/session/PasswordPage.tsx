import { Navigate } from "@tanstack/react-router";
import { PasswordChangePage } from "./PasswordChangePage";
import { useSessionToken } from "./session";

/** The page behind "Change password" of the account menu. */
export function PasswordPage() {
  return useSessionToken() ? <PasswordChangePage /> : <Navigate to="/login" replace />;
}
