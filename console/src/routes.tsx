import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import { AccountPage } from "./account/AccountPage";
import { AuditPage, auditSearch } from "./audit/AuditPage";
import { CompliancePage, complianceSearch } from "./compliance/CompliancePage";
import { ContainerPage } from "./containers/ContainerPage";
import { ContainersPage, containersSearch } from "./containers/ContainersPage";
import { EnforcersPage, enforcersSearch } from "./enforcers/EnforcersPage";
import { ExceptionsPage, exceptionsSearch } from "./exceptions/ExceptionsPage";
import { NewExceptionPage, newExceptionSearch } from "./exceptions/NewExceptionPage";
import { Broken } from "./frame/Broken";
import { Frame } from "./frame/Frame";
import { Home } from "./frame/Home";
import { Lost } from "./frame/Lost";
import { HostPage } from "./hosts/HostPage";
import { HostsPage, hostsSearch } from "./hosts/HostsPage";
import { ImagePage, imageSearch } from "./images/ImagePage";
import { ImagesPage, imagesSearch } from "./images/ImagesPage";
import { IntelligencePage } from "./intelligence/IntelligencePage";
import { LabelsPage, labelsSearch } from "./labels/LabelsPage";
import { NetworkPage } from "./networks/NetworkPage";
import { NetworksPage, networksSearch } from "./networks/NetworksPage";
import { NewPolicyPage } from "./policies/NewPolicyPage";
import { PoliciesPage } from "./policies/PoliciesPage";
import { PolicyPage, policySearch } from "./policies/PolicyPage";
import { LoginPage } from "./session/LoginPage";
import { loginSearch } from "./session/loginSearch";
import { VulnerabilitiesPage, vulnerabilitiesSearch } from "./vulnerabilities/VulnerabilitiesPage";
import { PackagesPage, packagesSearch } from "./packages/PackagesPage";
import { PasswordChangePage } from "./session/PasswordChangePage";
import { onSessionChange, sessionEnd, sessionToken } from "./session/session";
import { RegistriesPage, registriesSearch } from "./registries/RegistriesPage";
import { ServicePage, serviceSearch } from "./services/ServicePage";
import { ServicesPage, servicesSearch } from "./services/ServicesPage";
import { UsersPage, usersSearch } from "./users/UsersPage";

/** Leads to the login, and from there back here; who has logged out begins anew. */
function needSession(here: string) {
  if (sessionToken()) return;
  throw redirect({ to: "/login", search: sessionEnd() === "logged-out" || here === "/" ? {} : { next: here } });
}

const root = createRootRoute({ notFoundComponent: Lost, errorComponent: Broken });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  component: LoginPage,
  validateSearch: loginSearch,
});
const password = createRoute({
  getParentRoute: () => root,
  path: "/password",
  component: PasswordChangePage,
  beforeLoad: () => needSession("/password"),
});

/** Everything that needs a session; it adds nothing to the address. */
const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  component: Frame,
  beforeLoad: ({ location }) => needSession(location.href),
});
const within = { getParentRoute: () => frame };

const screens = [
  createRoute({ ...within, path: "/", component: Home }),
  createRoute({ ...within, path: "/images", component: ImagesPage, validateSearch: imagesSearch }),
  createRoute({ ...within, path: "/images/$imageId", component: ImagePage, validateSearch: imageSearch }),
  createRoute({ ...within, path: "/packages", component: PackagesPage, validateSearch: packagesSearch }),
  createRoute({
    ...within,
    path: "/vulnerabilities",
    component: VulnerabilitiesPage,
    validateSearch: vulnerabilitiesSearch,
  }),
  createRoute({ ...within, path: "/containers", component: ContainersPage, validateSearch: containersSearch }),
  createRoute({ ...within, path: "/containers/$containerId", component: ContainerPage }),
  createRoute({ ...within, path: "/services", component: ServicesPage, validateSearch: servicesSearch }),
  createRoute({ ...within, path: "/services/$name", component: ServicePage, validateSearch: serviceSearch }),
  createRoute({ ...within, path: "/networks", component: NetworksPage, validateSearch: networksSearch }),
  createRoute({ ...within, path: "/networks/$networkId", component: NetworkPage }),
  createRoute({ ...within, path: "/audit", component: AuditPage, validateSearch: auditSearch }),
  createRoute({ ...within, path: "/registries", component: RegistriesPage, validateSearch: registriesSearch }),
  createRoute({ ...within, path: "/policies", component: PoliciesPage }),
  createRoute({ ...within, path: "/policies/new", component: NewPolicyPage }),
  createRoute({ ...within, path: "/policies/$name", component: PolicyPage, validateSearch: policySearch }),
  createRoute({ ...within, path: "/exceptions", component: ExceptionsPage, validateSearch: exceptionsSearch }),
  createRoute({ ...within, path: "/exceptions/new", component: NewExceptionPage, validateSearch: newExceptionSearch }),
  createRoute({ ...within, path: "/hosts", component: HostsPage, validateSearch: hostsSearch }),
  createRoute({ ...within, path: "/hosts/$hostId", component: HostPage }),
  createRoute({ ...within, path: "/compliance", component: CompliancePage, validateSearch: complianceSearch }),
  createRoute({ ...within, path: "/labels", component: LabelsPage, validateSearch: labelsSearch }),
  createRoute({ ...within, path: "/enforcers", component: EnforcersPage, validateSearch: enforcersSearch }),
  createRoute({ ...within, path: "/intelligence", component: IntelligencePage }),
  createRoute({ ...within, path: "/users", component: UsersPage, validateSearch: usersSearch }),
  createRoute({ ...within, path: "/account", component: AccountPage }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([login, password, frame.addChildren(screens)]),
  pathParamsAllowedCharacters: [":"],
});

onSessionChange(() => {
  if (!sessionToken()) void router.invalidate();
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
