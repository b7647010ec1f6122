/** The line under every complaint about the command line. */
export const usageLine = 'Usage: aml-workbench [options]    (aml-workbench --help lists them)';

/** What `--help` prints. At most 80 columns. */
export const helpText = `aml-workbench - compute of Azure Machine Learning in the terminal

Usage: aml-workbench [options]
       aml-workbench --once [options]
       aml-workbench apply FILE [options]
       aml-workbench start|stop|restart|delete|detach NAME... [options]
       aml-workbench doctor [options]
       aml-workbench simulator [options]
       aml-workbench reset-terminal

Without options it opens the workspace named by the environment, by the nearest
config.json, by your configuration file or by az; where nothing is configured, a
demo workspace.

Workspace (without --demo, each of -s, -g and -w opens Azure)
  -s, --subscription ID     subscription of the workspace
  -g, --resource-group NAME resource group of the workspace
  -w, --workspace NAME      name of the workspace
      --read-only           refuse everything that would change Azure

Sign-in and cloud (each of them opens Azure)
      --auth WAY            default, cli, device-code, managed-identity,
                            service-principal or workload-identity
      --tenant ID           directory to sign in to
      --cloud NAME          public (the default), usgov or china
      --arm-endpoint URL    Azure Resource Manager of another cloud, https
      --authority URL       sign-in service of another cloud, https

Demo (a simulated Azure, nothing is sent anywhere)
      --demo [SIZE]         small (the default), large or huge
      --demo-speed X        how fast its time runs, 30 by default, 0 stops it
      --demo-start TIME     when its world begins: 2026-03-02T09:00Z, else now
      --seed N              another number is another demo world, 1 by default

Without the full screen
      --once                print computes, nodes and jobs once and leave
  -o, --output FORMAT       table (the default), json or csv; means --once
                            (a run without a terminal means --once, too)

Display
      --ascii               plain ASCII instead of glyphs
      --redact              stand-ins for names, ids, addresses and mails, for
                            pairing and recordings
      --color WHEN          auto (the default), always or never

  -h, --help                print this and leave
  -V, --version             print the version and leave

apply, start, stop, restart, delete and detach change computes without the full
screen (apply --help tells how; they end with 3 when a check refuses it or when
nobody has confirmed it).
doctor says what is in the way (terminal, network, sign-in, permissions), and
what to do about it (doctor --help tells of it).
simulator serves a simulated Azure to any client (simulator --help tells how).
reset-terminal puts a terminal right again that a killed program left behind.

Exit status: 0 success, 1 an error told on stderr, 2 wrong usage; ended by a
signal, 128 and its number.
`;
